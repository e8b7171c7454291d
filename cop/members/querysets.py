from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.base_user import BaseUserManager
from django.db.models import Q, QuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from cop.members.models import Member


class MemberQuerySet(QuerySet):
    def visible_to(self, user: Member | AnonymousUser) -> MemberQuerySet:
        """Members whose page `user` may open: all active ones for members, public ones for strangers."""
        rows = self.filter(is_active=True)
        return rows if user.is_authenticated else rows.filter(is_public=True)

    def for_list(self) -> MemberQuerySet:
        """With everything one row of the directory shows."""
        return self.select_related("organisation").prefetch_related("themes")


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


class MembershipQuerySet(QuerySet):
    def visible_to(self, user: Member | AnonymousUser) -> MembershipQuerySet:
        """Accepted memberships of visible people; one's own, and requests to one's organisations."""
        shown = Q(state="accepted", member__is_active=True)
        if not user.is_authenticated:
            return self.filter(shown, member__is_public=True)
        represents = Q(
            organisation__memberships__member=user, organisation__memberships__is_representative=True
        )
        return self.filter(shown | Q(member=user) | represents).distinct()
