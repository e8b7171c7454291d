"""What tools/prepare.py takes away when it fails: what it made itself, never what stood there."""

import importlib.util
from pathlib import Path

import pytest
from django.conf import settings

TOOL = Path(settings.BASE_DIR) / "tools" / "prepare.py"
FOLDERS = ("static", "files", "media")


@pytest.fixture
def prepare(tmp_path, monkeypatch):
    """tools/prepare.py as a module of its own, over an empty data folder, failing half way."""
    spec = importlib.util.spec_from_file_location("prepare_of_a_test", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setenv("COP_DATA_DIR", str(tmp_path))
    monkeypatch.setattr(module, "compile_messages", lambda: None)
    monkeypatch.setattr(module, "fingerprint", lambda: "now")

    def fails(stamp, state):
        with (tmp_path / "cop.sqlite3").open("a") as database:
            database.write(" and half of the tables")
        for folder in FOLDERS:
            (tmp_path / folder).mkdir(exist_ok=True)
            (tmp_path / folder / "made-now").write_text("half of it")
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "run", fails)
    return module


def test_a_first_run_that_fails_leaves_nothing_behind(prepare, tmp_path):
    with pytest.raises(KeyboardInterrupt):
        prepare.main()

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("stamp", [None, "before"])
def test_a_database_that_was_there_before_stays_when_a_run_fails(prepare, tmp_path, stamp):
    (tmp_path / "cop.sqlite3").write_text("restored from a backup")
    if stamp:
        (tmp_path / ".prepared").write_text(stamp)

    with pytest.raises(KeyboardInterrupt):
        prepare.main()

    assert (tmp_path / "cop.sqlite3").read_text().startswith("restored from a backup")
    assert {path.name for path in tmp_path.iterdir()} >= {"cop.sqlite3", *FOLDERS}


@pytest.mark.parametrize("restored", FOLDERS)
def test_a_folder_that_was_there_before_stays_when_a_first_run_fails(prepare, tmp_path, restored):
    (tmp_path / restored).mkdir()
    (tmp_path / restored / "restored").write_text("from a backup")

    with pytest.raises(KeyboardInterrupt):
        prepare.main()

    assert [path.name for path in tmp_path.iterdir()] == [restored]
    assert (tmp_path / restored / "restored").read_text() == "from a backup"


def test_contents_stay_when_their_rows_stand_in_a_database_elsewhere(prepare, tmp_path, monkeypatch):
    """The demo may be in PostgreSQL already when building the search index fails."""

    def fails(stamp, state):
        (tmp_path / "files").mkdir()
        raise KeyboardInterrupt

    monkeypatch.setattr(prepare, "run", fails)

    with pytest.raises(KeyboardInterrupt):
        prepare.main()

    assert [path.name for path in tmp_path.iterdir()] == ["files"]
