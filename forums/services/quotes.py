"""What a post quotes stands in the language of the post it comes from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forums.models import Topic

# A quotation as `forums.forms.quotation` begins it, once it is HTML.
QUOTATION = re.compile(r'<blockquote>(\s*<p><a href="\?post=(\d{1,9})")')


def say_languages(html: SafeString, topic: Topic) -> SafeString:
    """`html` with the language of the quoted post of `topic` on each quotation."""
    numbers = {int(number) for _beginning, number in QUOTATION.findall(html)}
    if not numbers:
        return html
    return mark_languages(
        html, dict(topic.posts.filter(number__in=numbers).values_list("number", "language"))
    )


def mark_languages(html: SafeString, languages: Mapping[int, str]) -> SafeString:
    """`html` with the language on each quotation of a post whose number is in `languages`."""

    def mark(found: re.Match[str]) -> str:
        language = languages.get(int(found[2]))
        return f'<blockquote lang="{language}" dir="auto">{found[1]}' if language else found[0]

    return mark_safe(QUOTATION.sub(mark, html))  # noqa: S308 - a tag that is checked on the way in
