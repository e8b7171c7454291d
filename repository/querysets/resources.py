from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, Q, QuerySet

from cop.core.languages import in_languages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AnonymousUser

    from cop.members.models import Member

DRAFT, PUBLISHED, WITHDRAWN = "draft", "published", "withdrawn"


class ResourceQuerySet(QuerySet):
    def visible_to(self, user: Member | AnonymousUser) -> ResourceQuerySet:
        """Resources whose page `user` may open. Views reach a resource through here and no other way.

        Published ones, and the tombstones of withdrawn ones, are for everybody; a draft for who
        deposits it and for editors.
        """
        if not user.is_authenticated:
            return self.filter(status__in=[PUBLISHED, WITHDRAWN])
        if user.is_editor:
            return self.all()
        return self.filter(Q(status__in=[PUBLISHED, WITHDRAWN]) | Q(depositor=user))

    def published(self) -> ResourceQuerySet:
        """Published ones: no drafts, no tombstones."""
        return self.filter(status=PUBLISHED)

    def newest(self) -> ResourceQuerySet:
        """Published ones, the latest first."""
        return self.published().order_by("-published_at", "-id")

    def in_languages(self, languages: Iterable[str]) -> ResourceQuerySet:
        """Those whose material is there in one of `languages` (BCP 47 tags): "pt" is also "pt-BR"."""
        spoken = self.model._base_manager.filter(in_languages("material_languages__language", languages))
        return self.filter(pk__in=spoken.values("pk"))

    def for_list(self) -> ResourceQuerySet:
        """With everything one row of a list shows, in one query; without the long texts."""
        return self.select_related("organisation", "depositor").defer(
            "abstract", "abstract_html", "text_alternative", "exchange_activity", "device_notes"
        )

    def for_page(self) -> ResourceQuerySet:
        """With what the page of every resource shows. Three queries."""
        return self.select_related("organisation", "depositor").prefetch_related("themes", "tags")


class ResourceVersionQuerySet(QuerySet):
    def published(self) -> ResourceVersionQuerySet:
        """Versions that are fixed; the open one of a draft is not among them."""
        return self.filter(published_at__isnull=False)

    def with_files(self) -> ResourceVersionQuerySet:
        """The latest first, with their files. Two queries."""
        version_file: Any = self.model._meta.get_field("files").related_model
        files = Prefetch("files", queryset=version_file.objects.select_related("file"))
        return self.prefetch_related(files).order_by("-number")


class VersionFileQuerySet(QuerySet):
    def visible_to(self, user: Member | AnonymousUser) -> VersionFileQuerySet:
        """Files `user` may fetch: published versions of published resources.

        Those of drafts, open versions and withdrawn resources only for who may edit the resource: who
        deposited it, editors, and once it is out a representative of its organisation.
        """
        shown = Q(version__published_at__isnull=False, version__resource__status=PUBLISHED)
        if not user.is_authenticated:
            return self.filter(shown)
        if user.is_editor:
            return self.all()
        represented = user.memberships.filter(is_representative=True).values("organisation")
        out = Q(version__resource__status__in=[PUBLISHED, WITHDRAWN])
        return self.filter(
            shown
            | Q(version__resource__depositor=user)
            | out & Q(version__resource__organisation__in=represented)
        )
