from repository.models.practices import (
    Indicator,
    Practice,
    PracticeDecision,
    TaggedPractice,
    TransferableElement,
)
from repository.models.resources import (
    Gesture,
    MaterialLanguage,
    Resource,
    ResourceVersion,
    StoredFile,
    TaggedResource,
    VersionFile,
)

__all__ = [
    "Gesture",
    "Indicator",
    "MaterialLanguage",
    "Practice",
    "PracticeDecision",
    "Resource",
    "ResourceVersion",
    "StoredFile",
    "TaggedPractice",
    "TaggedResource",
    "TransferableElement",
    "VersionFile",
]
