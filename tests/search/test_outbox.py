import datetime as dt
import os
import subprocess
import sys
import textwrap
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cop.members.models import Member, Organisation
from cop.members.signals import member_changed, organisation_changed
from search import outbox, services
from search.documents import SOURCES
from search.engine import database, engine
from search.models import IndexedDocument, IndexState, OutboxRow
from search.tasks import drain_outbox
from tests.factories.members import MemberFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
DRAIN = "search.tasks.drain_outbox"


def changed(organisation):
    organisation_changed.send(sender=Organisation, organisation_id=organisation.pk)


def rows():
    return list(OutboxRow.objects.values_list("source", "object_id"))


def titles():
    live = IndexState.objects.get_or_create(pk=1)[0].live
    return sorted(IndexedDocument.objects.filter(generation=live).values_list("title", flat=True))


def test_a_change_and_its_row_stand_or_fall_together():
    with transaction.atomic():
        changed(OrganisationFactory())
        transaction.set_rollback(True)

    assert (rows(), Organisation.objects.count()) == ([], 0)

    with transaction.atomic():
        organisation = OrganisationFactory()
        changed(organisation)

    assert rows() == [("organisation", organisation.pk)]


def test_many_changes_queue_one_drain():
    organisations = OrganisationFactory.create_batch(3)

    for organisation in organisations:
        changed(organisation)

    assert [result.status for result in DBTaskResult.objects.filter(task_path=DRAIN)] == ["READY"]


def test_a_running_drain_is_not_trusted_with_a_later_change():
    changed(OrganisationFactory())
    DBTaskResult.objects.filter(task_path=DRAIN).update(status="RUNNING")

    changed(OrganisationFactory())

    statuses = DBTaskResult.objects.filter(task_path=DRAIN).values_list("status", flat=True)
    assert sorted(statuses) == ["READY", "RUNNING"]


def test_draining_indexes_what_changed_and_empties_the_outbox(drain):
    organisation = OrganisationFactory(name="Old name")
    changed(organisation)
    drain()
    Organisation.objects.filter(pk=organisation.pk).update(name="New name")
    changed(organisation)
    changed(organisation)

    assert drain() == 2
    assert (rows(), titles()) == ([], ["New name"])


def test_what_is_gone_leaves_the_index(drain):
    organisation = OrganisationFactory()
    changed(organisation)
    drain()
    changed(organisation)
    organisation.delete()

    drain()

    assert titles() == []


def test_a_name_that_changed_changes_wherever_it_is_shown(drain):
    organisation = OrganisationFactory(name="Old school")
    member = MemberFactory(display_name="Anna", organisation=organisation)
    changed(organisation)
    member_changed.send(sender=Member, member_id=member.pk)
    drain()
    Organisation.objects.filter(pk=organisation.pk).update(name="New school")
    changed(organisation)

    drain()

    found = IndexedDocument.objects.get(source="member")
    assert found.facts == {"organisation": "New school"}


def test_a_worker_killed_half_way_leaves_a_drain_waiting(monkeypatch):
    changed(OrganisationFactory())
    DBTaskResult.objects.filter(task_path=DRAIN).update(status="RUNNING")

    def die(**kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr(outbox, "drain", die)
    with pytest.raises(KeyboardInterrupt):
        drain_outbox.func()

    (waiting,) = DBTaskResult.objects.filter(task_path=DRAIN, status="READY")
    assert waiting.run_after <= timezone.now() + dt.timedelta(seconds=outbox.RESCUE_AFTER_S)
    assert len(rows()) == 1


def test_an_empty_outbox_needs_no_rescue():
    assert drain_outbox.func() == 0
    assert not DBTaskResult.objects.exists()


@pytest.fixture
def no_bad_words(monkeypatch):
    """While it lasts, a document called "Bad" cannot be indexed."""

    def words(document, made=database.words_of):
        if document.title == "Bad":
            raise RuntimeError
        return made(document)

    with monkeypatch.context() as broken:
        broken.setattr(database, "words_of", words)
        yield broken


def test_what_cannot_be_indexed_keeps_nothing_else_waiting_and_is_tried_again(drain, no_bad_words, caplog):
    organisations = [OrganisationFactory(name=name) for name in ("First", "Bad", "Last")]
    for organisation in organisations:
        changed(organisation)
    DBTaskResult.objects.all().delete()

    drain()

    assert (rows(), titles()) == ([("organisation", organisations[1].pk)], ["First", "Last"])
    assert "not indexed: organisation" in caplog.text
    (retry,) = DBTaskResult.objects.filter(task_path=DRAIN, status="READY")
    assert drain_outbox.func() == 0  # not yet

    no_bad_words.undo()
    OutboxRow.objects.update(retry_at=timezone.now())
    drain()
    assert (rows(), titles()) == ([], ["Bad", "First", "Last"])
    assert retry.run_after > timezone.now()


def test_a_retry_far_off_is_no_rescue(drain, no_bad_words):
    changed(OrganisationFactory(name="Bad"))
    drain()
    DBTaskResult.objects.filter(run_after__gte=timezone.now() + dt.timedelta(days=9)).delete()

    outbox.enqueue_rescue()

    assert DBTaskResult.objects.filter(task_path=DRAIN, status="READY").count() == 2


def test_a_rebuild_leaves_out_what_cannot_be_indexed_and_notes_it(no_bad_words):
    bad = OrganisationFactory(name="Bad")
    OrganisationFactory(name="Good")

    assert services.rebuild() == 1

    assert (rows(), titles()) == ([("organisation", bad.pk)], ["Good"])


def test_rebuilding_swaps_and_leaves_nothing_behind(drain):
    OrganisationFactory.create_batch(3)
    services.rebuild()
    before = titles()
    OrganisationFactory(name="Not announced")

    services.rebuild()

    assert titles() == sorted([*before, "Not announced"])
    assert IndexedDocument.objects.values("generation").distinct().count() == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM search_words")
        assert cursor.fetchone() == (4,)


def test_while_rebuilding_the_old_index_answers_and_changes_reach_both(monkeypatch, search_for):
    first = OrganisationFactory(name="Wood first")
    services.rebuild()
    seen = []

    def change_between(generation, swap=services._swap):
        Organisation.objects.filter(pk=first.pk).update(name="Wood changed")
        changed(first)
        second = OrganisationFactory(name="Wood second")
        changed(second)
        outbox.drain()
        seen.append(sorted(hit.title for hit in search_for("wood").yours.hits))
        return swap(generation)

    monkeypatch.setattr(services, "_swap", change_between)
    services.rebuild()

    assert seen == [["Wood changed", "Wood second"]]
    assert titles() == ["Wood changed", "Wood second"]


def test_a_rebuild_that_died_leaves_the_old_index_and_the_next_one_clears_up(monkeypatch):
    OrganisationFactory(name="Wood")
    services.rebuild()

    def die(generation):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(services, "_swap", die)
        with pytest.raises(KeyboardInterrupt):
            services.rebuild()
    assert titles() == ["Wood"]

    services.rebuild()
    assert titles() == ["Wood"]
    assert IndexedDocument.objects.count() == 1


def test_checking_finds_and_repairs_what_differs(capsys):
    kept, missing, stale = (OrganisationFactory(name=name) for name in ("Kept", "Missing", "Stale"))
    gone = OrganisationFactory(name="Gone")
    services.rebuild()
    engine().delete([("organisation", missing.pk)], generation=IndexState.objects.get().live)
    Organisation.objects.filter(pk=stale.pk).update(name="Fresh")
    Organisation.objects.filter(pk=gone.pk).delete()
    damaged = IndexedDocument.objects.get(title="Kept")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_words WHERE rowid = %s", [damaged.pk])

    with pytest.raises(CommandError, match="4 documents differ"):
        call_command("check_index", "--dry-run")
    call_command("check_index")
    call_command("check_index")

    said = capsys.readouterr().out
    assert f"missing: organisation {missing.pk}" in said
    assert f"stale: organisation {stale.pk}" in said
    assert f"stale: organisation {kept.pk}" in said
    assert f"extra: organisation {gone.pk}" in said
    assert said.endswith("4 documents repaired.\nThe index holds what the database holds.\n")
    assert titles() == ["Fresh", "Kept", "Missing"]


def test_a_repair_goes_on_after_what_cannot_be_indexed_and_says_so(no_bad_words, capsys):
    _, bad, _ = (OrganisationFactory(name=name) for name in ("First", "Bad", "Last"))

    with pytest.raises(CommandError, match="1 documents cannot be indexed"):
        call_command("check_index")

    assert (rows(), titles()) == ([("organisation", bad.pk)], ["First", "Last"])
    assert capsys.readouterr().out.endswith(f"2 documents repaired.\nnot indexed: organisation {bad.pk}\n")


def test_a_check_goes_on_after_what_no_document_can_be_made_of(monkeypatch, capsys):
    kept, bad = (OrganisationFactory(name=name) for name in ("Kept", "Bad"))
    services.rebuild()
    source = SOURCES["organisation"]

    def document(row):
        if row.pk == bad.pk:
            raise RuntimeError
        return source.document(row)

    monkeypatch.setitem(SOURCES, "organisation", replace(source, document=document))
    Organisation.objects.filter(pk=kept.pk).update(name="Fresh")

    with pytest.raises(CommandError, match="1 documents cannot be indexed"):
        call_command("check_index")

    assert titles() == ["Bad", "Fresh"]
    assert f"not indexed: organisation {bad.pk}" in capsys.readouterr().out


def test_draining_by_hand_says_how_much(capsys):
    changed(OrganisationFactory())

    call_command("drain_index")
    call_command("rebuild_index")

    assert capsys.readouterr().out == "1 changes indexed.\n1 documents indexed.\n"


KILLED = """
import os, sys
import django
django.setup()
from django.db import connection, transaction
from cop.members.models import Organisation
from cop.members.signals import organisation_changed
from search import outbox
from search.engine.database import DatabaseEngine

where = sys.argv[1]
if where == "while indexing":
    index = DatabaseEngine.index
    def die(self, *args, **kwargs):
        index(self, *args, **kwargs)
        os._exit(9)
    DatabaseEngine.index = die
    outbox.drain()
with transaction.atomic():
    organisation = Organisation.objects.create(name=where, kind="company", country="IT")
    if where == "between change and row":
        os._exit(9)
    organisation_changed.send(sender=Organisation, organisation_id=organisation.pk)
    if where == "before the commit":
        os._exit(9)
os._exit(9)
"""


@pytest.fixture
def environment(tmp_path):
    """That of processes with an empty database of their own, of the kind the tests run on."""
    variables = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "COP_DEMO": "true"}
    name = f"killed_{os.getpid()}"
    if connection.vendor == "sqlite":
        yield variables | {"DATABASE_URL": f"sqlite:///{tmp_path / name}"}
        return
    known = connection.settings_dict
    credentials = f"{known['USER']}:{known['PASSWORD']}" if known["PASSWORD"] else known["USER"]
    host = f"{known['HOST'].replace('/', '%2F')}:{known['PORT']}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    yield variables | {"DATABASE_URL": f"postgres://{credentials}@{host}/{name}"}
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name}")


def _run(script, environment, *arguments):
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script), *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_process_killed_at_any_moment_loses_nothing(environment):
    _run(
        "from django.core.management import call_command\nimport django\ndjango.setup()\n"
        "call_command('migrate', verbosity=0)",
        environment,
    )
    for moment in ("between change and row", "before the commit", "after the commit", "while indexing"):
        done = _run(KILLED, environment, moment)
        assert done.returncode == 9, done.stderr

    look = """
        import django
        django.setup()
        from cop.members.models import Organisation
        from search import outbox
        from search.models import IndexedDocument, OutboxRow
        from django_tasks_db.models import DBTaskResult
        names = list(Organisation.objects.values_list("name", flat=True))
        before = (OutboxRow.objects.count(), IndexedDocument.objects.count())
        waiting = DBTaskResult.objects.filter(status="READY").count()
        outbox.drain()
        print([names, before, waiting, list(IndexedDocument.objects.values_list("title", flat=True))])
    """
    found = _run(look, environment).stdout.strip().splitlines()[-1]
    assert found == "[['after the commit'], (1, 0), 1, ['after the commit']]"
