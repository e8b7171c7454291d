"""When tools/prepare.py has nothing to do; what it takes away when it fails: what it made itself."""

import importlib.util
from pathlib import Path

import pytest
from django.conf import settings
from django.db.migrations.recorder import MigrationRecorder

TOOL = Path(settings.BASE_DIR) / "tools" / "prepare.py"
FOLDERS = ("static", "files", "media")


@pytest.fixture
def tool(tmp_path, monkeypatch, settings):
    """tools/prepare.py as a module of its own, over an empty data folder."""
    spec = importlib.util.spec_from_file_location("prepare_of_a_test", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    settings.DATA_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    monkeypatch.setattr(module, "compile_messages", lambda: None)
    return module


@pytest.fixture
def prepared(tool, tmp_path, monkeypatch):
    """tools/prepare.py where it has just done its work; `runs` counts how often."""

    def succeeds(stamp, state):
        tool.runs += 1
        (tmp_path / "static").mkdir(exist_ok=True)
        (tmp_path / "static" / "staticfiles.json").touch()
        stamp.write_text(f"{state} {tool.applied()}")

    tool.runs = 0
    monkeypatch.setattr(tool, "SOURCES", ("requirements",))
    monkeypatch.setattr(tool, "run", succeeds)
    tool.main()
    return tool


@pytest.fixture
def prepare(tool, tmp_path, monkeypatch):
    """tools/prepare.py failing half way."""
    monkeypatch.setattr(tool, "fingerprint", lambda: "now")
    monkeypatch.setattr(tool, "is_prepared", lambda stamp, state: False)

    def fails(stamp, state):
        with (tmp_path / "cop.sqlite3").open("a") as database:
            database.write(" and half of the tables")
        for folder in FOLDERS:
            (tmp_path / folder).mkdir(exist_ok=True)
            (tmp_path / folder / "made-now").write_text("half of it")
        raise KeyboardInterrupt

    monkeypatch.setattr(tool, "run", fails)
    return tool


@pytest.mark.django_db
def test_a_second_run_has_nothing_to_do(prepared):
    prepared.main()

    assert prepared.runs == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("COP_LANGUAGES", ["el"]),
        ("SITE_URL", "https://cop.example"),
        ("DEMO", False),
    ],
)
def test_other_settings_are_prepared_for_wherever_they_stand(prepared, settings, name, value):
    """They come from the settings, which read .env: the process may know nothing of them."""
    setattr(settings, name, value)

    prepared.main()

    assert prepared.runs == 2


@pytest.mark.django_db
def test_another_database_is_prepared(prepared, settings, monkeypatch):
    monkeypatch.setitem(settings.DATABASES["default"], "HOST", "elsewhere")

    prepared.main()

    assert prepared.runs == 2


@pytest.mark.django_db
def test_a_real_site_is_prepared_each_time(prepared, settings):
    settings.DEMO = False

    prepared.main()
    prepared.main()

    assert prepared.runs == 3


@pytest.mark.django_db
def test_an_older_database_put_back_is_brought_up_to_date(prepared):
    MigrationRecorder.Migration.objects.filter(app="rooms").order_by("pk").last().delete()

    prepared.main()

    assert prepared.runs == 2


@pytest.mark.django_db
def test_static_files_that_were_deleted_are_made_anew(prepared, tmp_path):
    (tmp_path / "static" / "staticfiles.json").unlink()

    prepared.main()

    assert prepared.runs == 2


@pytest.mark.django_db
def test_what_was_interrupted_is_done_again(prepared, tmp_path, monkeypatch):
    """The tables may stand already, and the stamp of the run before would fit them."""
    manifest = tmp_path / "static" / "staticfiles.json"
    manifest.unlink()
    succeeds = prepared.run

    def interrupted(stamp, state):
        manifest.touch()
        raise KeyboardInterrupt

    monkeypatch.setattr(prepared, "run", interrupted)
    with pytest.raises(KeyboardInterrupt):
        prepared.main()
    monkeypatch.setattr(prepared, "run", succeeds)

    prepared.main()

    assert prepared.runs == 2


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
