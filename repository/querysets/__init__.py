from repository.querysets.practices import PracticeDecisionQuerySet, PracticeQuerySet
from repository.querysets.resources import ResourceQuerySet, ResourceVersionQuerySet, VersionFileQuerySet

__all__ = [
    "PracticeDecisionQuerySet",
    "PracticeQuerySet",
    "ResourceQuerySet",
    "ResourceVersionQuerySet",
    "VersionFileQuerySet",
]
