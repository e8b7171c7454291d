"""What editors and administrators may do at the editors' desk."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from cop.members.models import ADMINISTRATOR, EDITOR

PAGE_RIGHTS = ["add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"]
FILE_RIGHTS = [f"{act}_{kind}" for kind in ("image", "document") for act in ("add", "change", "choose")]
# What is edited in place: (app, model).
EDITED = [
    ("pages", "funding"),
    ("vocabulary", "theme"),
    ("forums", "forum"),
    ("wagtailredirects", "redirect"),
]
ADMINISTERED = [
    ("wagtailcore", "site"),
    ("wagtailcore", "locale"),
    ("wagtailcore", "collection"),
]


def ensure_rights() -> None:
    """Give both groups their rights, in every language's tree; idempotent.

    Takes none away but those on people and organisations, which administrators once had: the desk
    knows nothing of the policies on roles, of confirmed addresses and of the search index.
    """
    root = Page.objects.get(depth=1)
    collection = Collection.get_first_root_node()
    for name in (EDITOR, ADMINISTRATOR):
        group, _ = Group.objects.get_or_create(name=name)
        edited = EDITED if name == EDITOR else EDITED + ADMINISTERED
        translating = Permission.objects.filter(
            content_type__app_label="wagtail_localize", codename="submit_translation"
        )
        group.permissions.add(
            *_permissions_on(edited), _permission("wagtailadmin", "access_admin"), *translating
        )
        group.permissions.remove(*group.permissions.filter(content_type__app_label="members"))
        GroupPagePermission.objects.bulk_create(
            [
                GroupPagePermission(group=group, page=root, permission=_permission("wagtailcore", codename))
                for codename in PAGE_RIGHTS
            ],
            ignore_conflicts=True,
        )
        GroupCollectionPermission.objects.bulk_create(
            [
                GroupCollectionPermission(group=group, collection=collection, permission=permission)
                for permission in Permission.objects.filter(
                    codename__in=FILE_RIGHTS, content_type__app_label__in=("wagtailimages", "wagtaildocs")
                )
            ],
            ignore_conflicts=True,
        )


def _permission(app: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def _permissions_on(models: list[tuple[str, str]]) -> list[Permission]:
    wanted = Q(pk__in=[])
    for app, model in models:
        wanted |= Q(content_type__app_label=app, content_type__model=model)
    return list(Permission.objects.filter(wanted))
