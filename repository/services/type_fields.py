"""Which fields belong to which resources: the details ask for these, publishing drops the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from repository.models import Resource

if TYPE_CHECKING:
    from collections.abc import Iterable

OF_TYPE = {
    Resource.Type.MICRO_TRAINING: [
        "minutes", "outcome", "purpose", "modes", "micro_theme", "region", "certifies", "leads_to",
        "gestures",
    ],
    Resource.Type.TRAINER_PACKAGE: ["exchange_activity"],
    Resource.Type.VIDEO: ["captions_waiver"],
    Resource.Type.IMMERSIVE: ["device_notes", "text_alternative"],
    Resource.Type.PROJECT: ["programme", "reference", "starts_on", "ends_on", "grant", "is_eu_funded"],
}  # fmt: skip
OF_FILES = {"captions_waiver": "video/", "text_alternative": "model/"}  # R20, whatever the type


def fields_of_others(kind: str, *, is_eu_funded: bool, media_types: Iterable[str]) -> set[str]:
    """Names of the fields that a resource does not have, given its type, funding and files.

    Funding by the Union (R21) and files that are films or models (R20) call for theirs in any type.
    """
    own = {name for of_type, names in OF_TYPE.items() if of_type == kind for name in names}
    if is_eu_funded:
        own.update(OF_TYPE[Resource.Type.PROJECT])
    own.update(
        name
        for name, media in OF_FILES.items()
        if any(media_type.startswith(media) for media_type in media_types)
    )
    return {name for names in OF_TYPE.values() for name in names} - own
