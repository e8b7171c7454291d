from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet
from wagtail.models import PageQuerySet

if TYPE_CHECKING:
    import uuid

    from django.contrib.auth.models import AnonymousUser

    from cop.members.models import Member


class ScenarioQuerySet(PageQuerySet):
    def visible_to(self, user: Member | AnonymousUser) -> ScenarioQuerySet:
        """Published scenarios; everybody may read them."""
        return self.live().public()

    def in_locale(self, code: str) -> ScenarioQuerySet:
        """Those of one interface language (BCP 47)."""
        return self.filter(locale__language_code=code)

    def for_list(self) -> ScenarioQuerySet:
        """With what a row of a list shows, and the language its text is in."""
        return self.select_related("locale", "alias_of__locale")


class RatingQuerySet(QuerySet):
    def visible_to(self, user: Member | AnonymousUser) -> RatingQuerySet:
        """One's own ratings; of others only the counts are ever shown."""
        return self.filter(member=user) if user.is_authenticated else self.none()

    def counts(self, scenario_key: uuid.UUID) -> list[tuple[str, int, int, int]]:
        """(group, likelihood, desirability, how many) of one scenario. One query, no names."""
        rows = self.filter(scenario_key=scenario_key).values_list("group", "likelihood", "desirability")
        return list(rows.annotate(count=Count("pk")).order_by("group", "likelihood", "desirability"))
