from repository.models.practices import (
    Indicator,
    Practice,
    PracticeChange,
    PracticeDecision,
    TaggedPractice,
    TransferableElement,
)
from repository.models.resources import Gesture, MaterialLanguage, Resource, TaggedResource
from repository.models.versions import ResourceVersion, StoredFile, VersionFile

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
