"""Tags and filters of the design system; loaded in every template."""

from __future__ import annotations

import datetime as dt
import html
import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from cop.core import countries, dates, languages, richtext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.http import HttpRequest
    from django.utils.safestring import SafeString

register = template.Library()
DESCRIBED_CHARS = 200  # more is cut by whoever shows a description


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, size: str = "") -> SafeString:
    """An icon of the sprite: `{% icon "search" %}`, `{% icon "arrow" "small" %}`."""
    css = "icon icon-small" if size == "small" else "icon"
    if name in ("arrow", "reply"):
        css += " icon-directed"
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>', css, static("img/icons.svg"), name
    )


@register.simple_tag
def mark(section: str, size: str = "") -> SafeString:
    """A section's mark: `{% mark "sharing" %}` stands inside an `in-…` element."""
    css = "mark mark-small" if size == "small" else "mark"
    return format_html('<span class="{}" aria-hidden="true">{}</span>', css, icon(section))


@register.simple_tag
def language_code(code: str) -> SafeString:
    """The code of a text's language, for dense lists, its name for the ear and the pointer."""
    return format_html(
        '<abbr class="language-code" title="{}">{}</abbr>', languages.language_name_here(code), code
    )


@register.filter
def language_name(code: str) -> str:
    """A language's own name: `it` becomes "Italiano"."""
    return languages.language_name(code)


@register.filter
def language_name_here(code: str) -> str:
    """A language's name in the reader's language: `it` becomes "Italian"."""
    return languages.language_name_here(code)


@register.filter
def text_direction(code: str) -> str:
    """Writing direction of a language: "ltr" or "rtl"."""
    return languages.direction(code)


@register.filter
def country_name(code: str) -> str:
    """A country's name in the reader's language."""
    return countries.country_name(code)


@register.simple_tag
def ago(moment: dt.datetime | None) -> SafeString | str:
    """How long ago (or until) `moment`, with the exact time for the pointer and machines."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        local.isoformat(timespec="minutes"),
        dates.day_and_time(local),
        _("now") if abs(moment - timezone.now()) < dt.timedelta(minutes=1) else dates.distance(moment),
    )


@register.simple_tag
def day(moment: dt.datetime | dt.date | None) -> SafeString | str:
    """A date in the reader's way of writing it."""
    if moment is None:
        return ""
    date = dates.local(moment)
    return format_html('<time datetime="{}">{}</time>', date.isoformat(), dates.long_day(date))


def _written_by(write: Callable[[Any], str]) -> Callable[[Any], str]:
    """`write` as a filter: a moment that is not there is not written."""
    return lambda moment: "" if moment is None else write(moment)


for _write in (
    dates.long_day,
    dates.day_of_month,
    dates.short_month,
    dates.month,
    dates.clock,
    dates.day_and_time,
):
    register.filter(_write.__name__, _written_by(_write))
register.simple_tag(dates.months)


@register.filter
def number(value: float | None, decimals: int | None = None) -> str:
    """A number as the reader writes it."""
    return (
        ""
        if value is None
        else number_format(value, decimal_pos=decimals, use_l10n=True, force_grouping=True)
    )


@register.filter
def duration(minutes: int | None) -> str:
    """Minutes as hours and minutes: 150 becomes "2 h 30"."""
    if minutes is None:
        return ""
    hours, rest = divmod(int(minutes), 60)
    if not hours:
        return _("%(minutes)d min") % {"minutes": rest}
    if not rest:
        return _("%(hours)d h") % {"hours": hours}
    return _("%(hours)d h %(minutes)02d") % {"hours": hours, "minutes": rest}


@register.filter
def as_json(value: Any) -> str:
    """`value` as JSON, for a data- attribute."""
    return json.dumps(value, cls=DjangoJSONEncoder)


@register.filter
def get(mapping: dict[Any, Any], key: Any) -> Any:
    """`mapping[key]`, None when absent."""
    return mapping.get(key)


@register.filter
def plain_text(markup: str | None) -> str:
    """The words of some HTML on one line."""
    return richtext.plain_text(markup or "")


@register.simple_block_tag
def description(content: str) -> SafeString | str:
    """What a page is about, for search engines and for whoever shows a link to it; "" when it is silent."""
    words = Truncator(" ".join(html.unescape(content).split())).chars(DESCRIBED_CHARS)
    if not words:
        return ""
    return format_html(
        '<meta name="description" content="{0}">\n  <meta property="og:description" content="{0}">', words
    )


@register.simple_tag(takes_context=True)
def query_string(context: dict[str, Any], **changes: Any) -> str:
    """This page's query string with some parameters changed; "" or None takes one away.

    The cursor (`after`) is always dropped unless it is one of the changes.
    """
    request = context["request"]
    pairs = [(k, v) for k, vs in request.GET.lists() for v in vs if k not in changes and k != "after"]
    for key, value in changes.items():
        if value not in (None, ""):
            pairs += [(key, v) for v in value] if isinstance(value, (list, tuple)) else [(key, value)]
    return f"?{urlencode(pairs)}" if pairs else "?"


@register.simple_tag(takes_context=True)
def language_links(context: dict[str, Any]) -> list[dict[str, Any]]:
    """This page in every interface language, in site order.

    A list of {code, name, url, current, exact}. Another address than Wagtail's swaps its prefix;
    it is `page_address` where a page answers a form that was sent to another one.
    A Wagtail page leads to its translations (one query); where there is none, to the translation
    of the nearest page above it. `exact` is False there, and for an alias, whose text is in another
    language.
    """
    request = context.get("request")
    here = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    path = context.get("page_address") or (request.path if request is not None else f"/{here}/")
    rest = path[len(here) + 1 :] if path.startswith(f"/{here}/") else "/"
    page = context.get("page")
    codes = [code for code, _name in settings.LANGUAGES]
    exact = dict.fromkeys(codes, True)
    addresses = {code: f"/{code}{rest}" for code in codes}
    if page is not None and hasattr(page, "get_translations") and not getattr(page, "is_everywhere", False):
        translations = list(page.get_translations().live().select_related("locale"))
        translated = _addresses(translations, request)
        own = {other.locale.language_code for other in translations if other.alias_of_id is None}
        exact = {code: code in own or (code == here and page.alias_of_id is None) for code in codes}
        missing = [code for code in codes if code != here and code not in translated]
        addresses |= (_nearest_above(page, missing, request) if missing else {}) | translated
    return [
        {
            "code": code,
            "name": name,
            "url": addresses[code],
            "current": code == here,
            "exact": exact[code],
        }
        for code, name in settings.LANGUAGES
    ]


def _addresses(pages: Iterable[Any], request: HttpRequest | None) -> dict[str, str]:
    """language: address of the page in it; of several pages in one language the last one's."""
    found = {}
    for page in pages:
        with override(page.locale.language_code):
            found[page.locale.language_code] = page.get_url(request) or ""
    return found


def _nearest_above(page: Any, codes: list[str], request: HttpRequest | None) -> dict[str, str]:
    """For each language, the translation of the nearest page above `page` that has one; two queries."""
    above = page.get_ancestors().filter(depth__gt=1)
    keys = list(above.values_list("translation_key", flat=True))
    pages = above.model.objects.live().filter(translation_key__in=keys, locale__language_code__in=codes)
    nearest_last = pages.select_related("locale").order_by("depth")
    return {code: f"/{code}/" for code in codes} | _addresses(nearest_last, request)


@register.filter
def initials(name: str) -> str:
    """Up to two initials of a display name, for its avatar."""
    words = [word for word in name.replace(",", " ").split() if word[:1].isalpha()]
    first = [word[0] for word in words if len(word) > 3 or word[0].isupper()] or [word[0] for word in words]
    return "".join((first[:1] + first[-1:]) if len(first) > 1 else first[:1]).upper() or "?"


@register.filter
def pigment(pk: int | None) -> str:
    """One of the four pigments, always the same for the same person."""
    return ("woad", "ochre", "verdigris", "madder")[(pk or 0) % 4]
