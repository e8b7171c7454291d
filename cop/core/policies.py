"""How services ask: may this person do that?"""

from django.core.exceptions import PermissionDenied


def require(allowed: bool) -> None:
    """Raise PermissionDenied unless `allowed`. Services call it with a policy's answer."""
    if not allowed:
        raise PermissionDenied
