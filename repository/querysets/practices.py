from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Case, Prefetch, Q, QuerySet, Value, When

from cop.core.languages import in_languages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AnonymousUser

    from cop.members.models import Member

DRAFT, PROPOSED, RETURNED, ACCEPTED, WITHDRAWN = "draft", "proposed", "returned", "accepted", "withdrawn"


class PracticeQuerySet(QuerySet):
    def visible_to(self, user: Member | AnonymousUser) -> PracticeQuerySet:
        """Practices whose page `user` may open. Views reach a practice through here and no other way.

        Accepted ones, whatever their result, and the tombstones of those withdrawn after they were
        out are for everybody; the others for their author and for editors, and once they were
        proposed for representatives of the organisation.
        """
        public = Q(status=ACCEPTED) | Q(status=WITHDRAWN, published_at__isnull=False)
        if not user.is_authenticated:
            return self.filter(public)
        if user.is_editor:
            return self.all()
        represented = user.memberships.filter(is_representative=True).values("organisation")
        proposed = ~Q(status=DRAFT) & Q(organisation__in=represented)
        return self.filter(public | Q(author=user) | proposed)

    def accepted(self) -> PracticeQuerySet:
        """Accepted ones: positive, negative and mixed alike."""
        return self.filter(status=ACCEPTED)

    def newest(self) -> PracticeQuerySet:
        """Accepted ones, the latest first."""
        return self.accepted().order_by("-published_at", "-id")

    def featured(self) -> PracticeQuerySet:
        """Accepted ones to show on a front page: grown out of a resource first, then the latest."""
        grown = Case(When(from_resource__isnull=False, then=Value(0)), default=Value(1))
        return self.accepted().order_by(grown, "-published_at", "-id")

    def waiting(self) -> PracticeQuerySet:
        """Proposed ones, which wait for an editor's decision."""
        return self.filter(status=PROPOSED)

    def unfinished(self) -> PracticeQuerySet:
        """Those still on their way: drafts, proposed and returned ones."""
        return self.filter(status__in=[DRAFT, PROPOSED, RETURNED])

    def in_languages(self, languages: Iterable[str]) -> PracticeQuerySet:
        """Those written in one of `languages` (BCP 47 tags): "pt" is also "pt-BR"."""
        return self.filter(in_languages("language", languages))

    def for_list(self) -> PracticeQuerySet:
        """With everything one row of a list shows, without the long texts. Two queries."""
        indicators = apps.get_model("repository", "Indicator").objects
        return (
            self.select_related("author", "organisation")
            .defer(
                "context",
                "context_html",
                "what_was_done",
                "what_was_done_html",
                "conclusion",
                "conclusion_html",
                "decision_reasons",
                "decision_reasons_html",
            )
            .prefetch_related(
                Prefetch("indicators", queryset=indicators.filter(position=1), to_attr="main_indicators")
            )
        )

    def for_page(self) -> PracticeQuerySet:
        """With everything the page of one practice shows, in a fixed number of queries."""
        return self.select_related("author", "organisation", "from_resource", "decided_by").prefetch_related(
            "indicators", "elements", "themes", "tags"
        )


class PracticeDecisionQuerySet(QuerySet):
    def for_page(self) -> PracticeDecisionQuerySet:
        """The latest first, with who decided."""
        return self.select_related("by").order_by("-at", "-id")


class PracticeChangeQuerySet(QuerySet):
    def latest_with_name(self) -> Any | None:
        """The latest, with who made it; None when nothing was changed."""
        return self.select_related("by").order_by("-revision").first()
