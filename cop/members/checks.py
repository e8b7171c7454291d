"""What a site must not go into production with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from cop.members.models import Member

if TYPE_CHECKING:
    from collections.abc import Sequence

DEMO_ACCOUNTS = "Demo accounts with a published password are in this database."
HOW_TO_MEND = "Run `COP_DEMO=true manage.py remove_demo`, or start with an empty database."


def has_demo_accounts() -> bool:
    """True when somebody could sign in with the published password.

    Raises DatabaseError when the database does not answer: only one that is not migrated yet
    surely has no accounts.
    """
    if Member._meta.db_table not in connection.introspection.table_names():
        return False
    return Member.objects.filter(is_demo=True, is_active=True).exists()


@register(Tags.security, deploy=True)
def demo_accounts_stay_out_of_production(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[Error]:
    """`check --deploy` fails with demo accounts, or with DEBUG on, unless this is the demo."""
    found: list[Error] = []
    if settings.DEMO:
        return found
    if settings.DEBUG:
        found.append(Error("DEBUG is on.", hint="Take COP_DEBUG away.", id="members.E001"))
    if has_demo_accounts():
        found.append(Error(DEMO_ACCOUNTS, hint=HOW_TO_MEND, id="members.E002"))
    return found


def refuse_demo_accounts() -> None:
    """Raise ImproperlyConfigured when a production process would start on demo accounts."""
    if not settings.DEMO and has_demo_accounts():
        raise ImproperlyConfigured(f"{DEMO_ACCOUNTS} {HOW_TO_MEND}")
