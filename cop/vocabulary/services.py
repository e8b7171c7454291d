"""Themes, as every page needs them."""

from cop.vocabulary.models import Theme


def all_themes() -> list[Theme]:
    """Every theme in its order, named in the reader's language. One query."""
    return list(Theme.objects.all())
