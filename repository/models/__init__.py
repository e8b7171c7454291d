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
    "MaterialLanguage",
    "Resource",
    "ResourceVersion",
    "StoredFile",
    "TaggedResource",
    "VersionFile",
]
