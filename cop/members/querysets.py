from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.base_user import BaseUserManager
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from cop.core.countries import sort_key

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from cop.members.models import Member


class MemberQuerySet(QuerySet):
    def visible_to(self, user: Member | AnonymousUser) -> MemberQuerySet:
        """Members whose page `user` may open: all active ones for members, public ones for strangers."""
        rows = self.filter(is_active=True)
        return rows if user.is_authenticated else rows.filter(is_public=True)

    def with_switched_off(self, user: Member | AnonymousUser) -> MemberQuerySet:
        """As `visible_to`; administrators also those switched off, to switch them on again."""
        if user.is_authenticated and user.is_administrator:
            return self.all()
        return self.visible_to(user)

    def for_list(self) -> MemberQuerySet:
        """With everything one row of the directory shows."""
        return self.select_related("organisation").prefetch_related("themes")

    def matching(
        self, *, name: str = "", country: str = "", language: str = "", theme: str = ""
    ) -> MemberQuerySet:
        """Those the directory's filters leave; "" leaves everybody.

        `name` is part of a display name, whatever its case and accents; `language` (BCP 47) is one
        they read; `theme` is a key.
        """
        rows = self
        if name:
            rows = rows.filter(sort_name__contains=sort_key(name))
        if country:
            rows = rows.filter(country=country)
        if language:
            rows = rows.filter(pk__in=speaking(self.model._default_manager.all(), "reads", language))
        if theme:
            rows = rows.filter(themes__key=theme)
        return rows


class MemberManager(BaseUserManager.from_queryset(MemberQuerySet)):  # type: ignore[misc]
    """Creates members; an e-mail address is kept in lower case, so that it exists once."""

    def create_user(self, email: str, password: str | None = None, **fields) -> Member:
        member = self.model(email=email.strip().lower(), **fields)
        member.set_password(password)
        member.save(using=self._db)
        return member

    def create_superuser(self, email: str, password: str | None = None, **fields) -> Member:
        fields.setdefault("display_name", "Administrator")
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str) -> Member:
        return self.get(email=email.strip().lower())


class OrganisationQuerySet(QuerySet):
    def visible_to(self, user: Member | AnonymousUser) -> OrganisationQuerySet:
        """Organisations `user` may open: all of them; they are public by nature."""
        return self.all()

    def matching(
        self, *, name: str = "", country: str = "", language: str = "", kind: str = ""
    ) -> OrganisationQuerySet:
        """Those the directory's filters leave; "" leaves all. See MemberQuerySet.matching."""
        rows = self
        if name:
            rows = rows.filter(sort_name__contains=sort_key(name))
        if country:
            rows = rows.filter(country=country)
        if language:
            rows = rows.filter(pk__in=speaking(self.model._default_manager.all(), "languages", language))
        if kind:
            rows = rows.filter(kind=kind)
        return rows


def speaking(rows: QuerySet, field: str, language: str) -> QuerySet:
    """Keys of `rows` whose list `field` (JSON) holds `language`, also as one of a region; on any database."""
    as_text = rows.annotate(tags=Cast(field, TextField()))
    itself, with_region = Q(tags__contains=f'"{language}"'), Q(tags__contains=f'"{language}-')
    return as_text.filter(itself | with_region).values("pk")


class MembershipQuerySet(QuerySet):
    def visible_to(self, user: Member | AnonymousUser) -> MembershipQuerySet:
        """Accepted memberships of visible people; one's own, and requests to one's organisations.

        Administrators see every request, because an organisation may have lost its representatives.
        """
        shown = Q(state="accepted", member__is_active=True)
        if not user.is_authenticated:
            return self.filter(shown, member__is_public=True)
        if user.is_administrator:
            return self.all()
        represents = Q(
            organisation__memberships__member=user, organisation__memberships__is_representative=True
        )
        return self.filter(shown | Q(member=user) | represents).distinct()
