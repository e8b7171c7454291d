from repository.models.practices import (
    Indicator,
    Practice,
    PracticeChange,
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
    "PracticeChange",
    "PracticeDecision",
    "Resource",
    "ResourceVersion",
    "StoredFile",
    "TaggedPractice",
    "TaggedResource",
    "TransferableElement",
    "VersionFile",
]
