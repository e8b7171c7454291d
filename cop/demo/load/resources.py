"""The resources of the toolbox, with their files and versions, through the very services members use."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from repository import services
from repository.models import Resource, ResourceVersion, StoredFile, VersionFile

if TYPE_CHECKING:
    from cop.demo.load.world import World

PLAIN = (
    "type", "title", "abstract", "language", "languages", "country", "eqf", "isced_f", "licence", "authors",
    "year", "link", "minutes", "outcome", "purpose", "modes", "micro_theme", "region", "certifies",
    "exchange_activity", "captions_waiver", "device_notes", "text_alternative", "programme", "reference", "grant",
)  # fmt: skip


def load(world: World) -> None:
    """Deposit every resource of the content file; members, organisations and themes come first."""
    entries = world.read("resources")["resource"]
    stored = set(StoredFile.objects.values_list("pk", flat=True))
    for entry in entries:
        world.resources[entry["key"]] = _deposit(world, entry)
    for entry in entries:
        _finish(world, world.resources[entry["key"]], entry)
    world.made(*StoredFile.objects.exclude(pk__in=stored))
    world.made(*world.resources.values())


def _deposit(world: World, entry: dict[str, Any]) -> Resource:
    fields = {name: entry[name] for name in PLAIN if name in entry}
    fields |= {name: _date(entry[name]) for name in ("starts_on", "ends_on") if name in entry}
    shown = all(entry.get(name) for name in ("reference", "starts_on", "ends_on"))  # as R21 demands
    fields["is_eu_funded"] = shown and entry["programme"].startswith("Erasmus")
    if ai := entry.get("ai"):
        fields |= {
            "ai_used": True,
            "ai_tool": ai["tool"],
            "ai_reviewer": ai["reviewer"],
            "ai_note": ai["note"],
        }
    resource = services.deposit_resource(depositor=world.members[entry["author"]], **fields)
    Resource.objects.filter(pk=resource.pk).update(
        organisation=world.organisations.get(entry.get("organisation", ""))
    )
    return resource


def _finish(world: World, resource: Resource, entry: dict[str, Any]) -> None:
    """Versions, links to other resources, status and the dates of it all."""
    member = world.members[entry["author"]]
    services.change_resource(
        member=member,
        resource=resource,
        themes=[world.themes[key] for key in entry["themes"]],
        tags=entry["tags"],
        gestures=[(gesture["text"], gesture["criterion"]) for gesture in entry.get("gestures", [])],
        leads_to=[world.resources[key] for key in entry.get("leads_to", [])],
    )
    older = entry.get("version", [])
    last = {"note": entry.get("version_note", ""), "days_ago": entry["days_ago"], "files": entry["files"]}
    for number, version in enumerate([*older, last], start=1):
        _make_version(world, resource, entry, version, first=number == 1)
    if entry["status"] == "withdrawn":
        services.withdraw_resource(member=member, resource=resource, reason=entry["withdrawn_reason"])
    _backdate(world, resource, entry, older)


def _make_version(
    world: World, resource: Resource, entry: dict[str, Any], version: dict[str, Any], *, first: bool
) -> None:
    member = world.members[entry["author"]]
    if not first:
        for placed in services.start_version(member=member, resource=resource).files.all():
            services.remove_file(member=member, version_file=placed)
    for name in version["files"]:
        with world.file(name).open("rb") as file:
            placed = services.add_file(member=member, resource=resource, file=file, name=name)
        for role in ("manual", "poster", "captions"):
            if entry.get(role) == name:
                VersionFile.objects.filter(pk=placed.pk).update(role=role)
    licence = version.get("licence", entry["licence"])
    if first and entry["status"] != "draft":
        services.change_resource(member=member, resource=resource, licence=licence)
        services.publish_resource(member=member, resource=resource)
        ResourceVersion.objects.filter(resource=resource, number=1).update(note=version["note"])
    elif not first:
        services.publish_version(member=member, resource=resource, note=version["note"], licence=licence)


def _backdate(world: World, resource: Resource, entry: dict[str, Any], older: list[dict[str, Any]]) -> None:
    latest = world.ago(entry["days_ago"])
    first = world.ago(older[0]["days_ago"]) if older else latest
    if entry["status"] == "withdrawn":
        first -= dt.timedelta(days=150)
    dates: dict[str, Any] = {"created_at": first - dt.timedelta(hours=1), "updated_at": latest}
    if entry["status"] != "draft":
        dates["published_at"] = first
    if entry["status"] == "withdrawn":
        dates["withdrawn_at"] = latest
    Resource.objects.filter(pk=resource.pk).update(**dates)
    moments = [first, *(world.ago(version["days_ago"]) for version in older[1:])]
    moments += [latest] if older else []
    for number, moment in enumerate(moments, start=1):
        made = ResourceVersion.objects.filter(resource=resource, number=number)
        made.update(created_at=moment)
        made.filter(published_at__isnull=False).update(published_at=moment)
    resource.refresh_from_db()


def _date(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
