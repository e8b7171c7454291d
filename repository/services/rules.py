"""What a resource must have before it is published: the rules of the domain, one function each.

Each takes the resource, the files of the version and the gestures, and gives (field, message)
pairs; the fields are those of the forms. R1 is a constraint as well (`resource_r1_minutes`).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from cop.vocabulary.nuts import region_name
from repository.models import Resource, VersionFile
from repository.models.resources import MINUTES_LEAST, MINUTES_MOST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Missing = Iterator[tuple[str, str]]

CAPTION_TYPES = {"text/vtt", "application/x-subrip"}
YEAR_FIRST = 1950
GESTURES_LEAST = 2
MODES_LEAST = 2


def missing_for_publishing(
    resource: Resource, files: Sequence[VersionFile], gestures: Sequence[str]
) -> dict[str, list[str]]:
    """What still stands against publishing: field name to messages, {} when nothing does.

    `files` are those of the version to publish (with their StoredFile), `gestures` the texts of
    the micro-training's gestures.
    """
    found: dict[str, list[str]] = defaultdict(list)
    checks: list[Iterable[tuple[str, str]]] = [
        _everything(resource, files),
        _licence(resource, files),
        _ai(resource),
        _funding(resource),
    ]
    match resource.type:
        case Resource.Type.MICRO_TRAINING:
            checks += [
                _duration(resource),
                _gestures(gestures),
                _purpose(resource),
                _modes(resource),
                _theme(resource),
            ]
        case Resource.Type.TRAINER_PACKAGE:
            checks.append(_package(resource, files))
        case Resource.Type.VIDEO:
            checks.append(_video(resource, files))
        case Resource.Type.IMMERSIVE:
            checks.append(_immersive(resource, files))
    checks += [_captions(resource, files), _words(resource, files)]
    for check in checks:
        for field, message in check:
            found[field].append(message)
    return dict(found)


def _everything(resource: Resource, files: Sequence[VersionFile]) -> Missing:
    if not resource.title:
        yield "title", _("Give it a title.")
    if not resource.abstract:
        yield "abstract", _("Say in two sentences what it is and for whom.")
    if not resource.licence:
        yield "licence", _("Choose what others may do with it.")
    if not files and not resource.link and not resource.is_link_only:
        yield "files", _("Choose a file, or give a link to where it is.")


def _licence(resource: Resource, files: Sequence[VersionFile]) -> Missing:
    if not resource.is_link_only:
        return
    if files:
        yield (
            "licence",
            _(
                "With all rights reserved, only a link can be deposited. Choose an open licence, or take the files out."
            ),
        )
    if not resource.link:
        yield "link", _("With all rights reserved, give a link to where it can be had.")


def _ai(resource: Resource) -> Missing:
    """R19: the tool and a human who reviewed the result."""
    if resource.ai_used and not resource.ai_tool:
        yield "ai_tool", _("Name the tool it was made with.")
    if resource.ai_used and not resource.ai_reviewer:
        yield "ai_reviewer", _("Name the person who reviewed the result.")


def _funding(resource: Resource) -> Missing:
    """R21, for whatever says that the Union paid for it: the page shows all four with the disclaimer."""
    if not resource.is_eu_funded:
        return
    if not resource.programme:
        yield "programme", _("Name the programme that paid for it.")
    if not resource.reference:
        yield "reference", _("Give the reference of the project, as in its grant agreement.")
    if not resource.starts_on:
        yield "starts_on", _("Give the first day of the project.")
    if not resource.ends_on:
        yield "ends_on", _("Give the last day of the project.")


def _duration(resource: Resource) -> Missing:
    """R1."""
    if resource.minutes is None:
        yield "minutes", _("Give the duration: from 1 h 30 to 24 h.")
    elif resource.minutes > MINUTES_MOST:
        yield (
            "minutes",
            _(
                "A micro-training lasts at most 24 h. Divide it into several, or choose “Tool” or “Document” as its type."
            ),
        )
    elif resource.minutes < MINUTES_LEAST:
        yield (
            "minutes",
            _(
                "A micro-training lasts from 1 h 30 to 24 h. If it is shorter, choose “Tool” or “Document” as its type."
            ),
        )


def _gestures(gestures: Sequence[str]) -> Missing:
    """R2."""
    if len({" ".join(text.split()).casefold() for text in gestures}) < GESTURES_LEAST:
        yield "gestures", _("Name at least two professional gestures or postures that the trainer assesses.")


def _purpose(resource: Resource) -> Missing:
    """R2 (what is certified) and R3 (the outcome and what it is for)."""
    if not resource.outcome:
        yield "outcome", _("Say whether a gesture, an ability, a skill or a combination is learned.")
    if not resource.purpose:
        yield "purpose", _("Say what it is for: a part-time job or an associative activity.")
    if not resource.certifies:
        yield "certifies", _("Say how the competence is certified when every gesture is achieved.")


def _modes(resource: Resource) -> Missing:
    """R4."""
    if len(set(resource.modes)) < MODES_LEAST:
        yield "modes", _("A micro-training is multimodal: choose at least two ways of learning.")


def _theme(resource: Resource) -> Missing:
    """R6."""
    if not resource.micro_theme:
        yield "micro_theme", _("Choose the theme of the micro-training.")
    elif resource.micro_theme == Resource.MicroTheme.TERRITORY and not resource.region:
        yield "region", _("For a theme the territory chose, give the code of the region.")


def _package(resource: Resource, files: Sequence[VersionFile]) -> Missing:
    """R15."""
    if files and not _has(VersionFile.Role.MANUAL, files):
        yield "files", _("A trainer package holds a manual: mark one of the files as the manual.")
    elif not files:
        yield "files", _("A trainer package holds a manual: choose its file.")
    if not resource.exchange_activity:
        yield "exchange_activity", _("Describe at least one exchange activity.")


def _video(resource: Resource, files: Sequence[VersionFile]) -> Missing:
    """R20, for videos: something to watch."""
    if files and not resource.link and not _any_of("video/", files):
        yield "files", _("A video needs a film: add it, or give a link to where it can be watched.")


def _captions(resource: Resource, files: Sequence[VersionFile]) -> Missing:
    """R20, for a film in whatever type of resource: captions, or why there are none."""
    films = resource.type == Resource.Type.VIDEO or _any_of("video/", files)
    if films and not _has(VersionFile.Role.CAPTIONS, files) and not resource.captions_waiver:
        yield "captions_waiver", _("Add a file with captions (VTT), or say why the video needs none.")


def _immersive(resource: Resource, files: Sequence[VersionFile]) -> Missing:
    """R20, for immersive material."""
    if files and not resource.link and not any(file.role == VersionFile.Role.MAIN for file in files):
        yield "files", _("Add the material itself beside its poster, or give a link to it.")
    if not _has(VersionFile.Role.POSTER, files):
        yield "files", _("Immersive material comes with a poster: add a picture and mark it as the poster.")
    if not resource.device_notes:
        yield "device_notes", _("Say which devices it needs and how it is handled there.")


def _words(resource: Resource, files: Sequence[VersionFile]) -> Missing:
    """R20, for a model in whatever type of resource: a text alternative."""
    models = resource.type == Resource.Type.IMMERSIVE or _any_of("model/", files)
    if models and not resource.text_alternative:
        yield "text_alternative", _("Describe in words what it shows, for those who cannot open it.")


def fits_role(media_type: str, role: str) -> bool:
    """True when a file of that type can be what `role` says: captions are text with times, a poster a picture."""
    if role == VersionFile.Role.CAPTIONS:
        return media_type in CAPTION_TYPES
    if role == VersionFile.Role.POSTER:
        return media_type.startswith("image/")
    return True


def _any_of(media: str, files: Sequence[VersionFile]) -> bool:
    return any(file.file.media_type.startswith(media) for file in files)


def _has(role: str, files: Sequence[VersionFile]) -> bool:
    return any(file.role == role and fits_role(file.file.media_type, role) for file in files)


def wrong_values(resource: Resource) -> dict[str, list[str]]:
    """What may not even stand in a draft: field name to messages."""
    found: dict[str, list[str]] = {}
    if resource.minutes is not None and not MINUTES_LEAST <= resource.minutes <= MINUTES_MOST:
        found["minutes"] = [message for _field, message in _duration(resource)]
    if resource.starts_on and resource.ends_on and resource.ends_on < resource.starts_on:
        found["ends_on"] = [_("The last day is before the first.")]
    if resource.region and not region_name(resource.region):
        found["region"] = [_("A region is a NUTS code, such as ITH1 or PT11A.")]
    if unknown := [mode for mode in resource.modes if mode not in Resource.Mode.values]:
        found["modes"] = [_("“%(mode)s” is not a way of learning on the list.") % {"mode": unknown[0]}]
    if resource.year is not None and not YEAR_FIRST <= resource.year <= timezone.localdate().year + 1:
        found["year"] = [_("Give the year it was made, with four digits.")]
    if resource.eqf > 8:
        found["eqf"] = [_("Levels of the EQF go from 1 to 8.")]
    return found
