from repository.querysets.resources import ResourceQuerySet, ResourceVersionQuerySet, VersionFileQuerySet

__all__ = ["ResourceQuerySet", "ResourceVersionQuerySet", "VersionFileQuerySet"]
