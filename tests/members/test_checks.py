import asyncio
import importlib
import io

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import OperationalError, connection

from cop.members.checks import demo_accounts_stay_out_of_production, has_demo_accounts, refuse_demo_accounts
from cop.members.models import Member
from tests.factories.members import MemberFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("demo", "debug", "account", "found"),
    [
        (True, True, True, []),
        (False, False, False, []),
        (False, True, False, ["members.E001"]),
        (False, False, True, ["members.E002"]),
        (False, True, True, ["members.E001", "members.E002"]),
    ],
)
def test_what_a_site_must_not_go_into_production_with(settings, demo, debug, account, found):
    settings.DEMO, settings.DEBUG = demo, debug
    MemberFactory(is_demo=account)

    assert [error.id for error in demo_accounts_stay_out_of_production(None)] == found


def test_a_production_process_does_not_start_on_demo_accounts(settings):
    MemberFactory(is_demo=True)
    refuse_demo_accounts()
    settings.DEMO = False

    with pytest.raises(ImproperlyConfigured, match="remove_demo"):
        refuse_demo_accounts()


def test_the_worker_does_not_start_on_demo_accounts_either(settings):
    MemberFactory(is_demo=True)
    settings.DEMO = False

    with pytest.raises(ImproperlyConfigured, match="remove_demo"):
        call_command("db_worker", "--batch", "--no-startup-delay", stdout=io.StringIO())


def test_a_web_process_starts_inside_a_loop_too(settings, monkeypatch):
    """With `--workers 2` uvicorn imports the application while its loop runs."""
    import cop.asgi

    async def begin():
        importlib.reload(cop.asgi)

    monkeypatch.delenv("DJANGO_ALLOW_ASYNC_UNSAFE", raising=False)
    settings.DEMO = False

    asyncio.run(begin())


def test_before_the_tables_are_made_nobody_can_sign_in(monkeypatch):
    monkeypatch.setattr(Member._meta, "db_table", "members_not_migrated_yet")

    assert has_demo_accounts() is False


def test_a_database_that_does_not_answer_is_not_taken_for_an_empty_one(settings, monkeypatch):
    def not_up_yet() -> None:
        raise OperationalError("connection refused")

    settings.DEMO = False
    monkeypatch.setattr(connection, "cursor", not_up_yet)

    with pytest.raises(OperationalError):
        refuse_demo_accounts()
