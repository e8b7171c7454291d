"""Members' text: Markdown as typed is the source; safe HTML is made once, when it is written."""

import re

import nh3
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

BODY_MAX_LENGTH = 50_000  # characters of Markdown in one text

_markdown = (
    MarkdownIt("commonmark", {"html": False, "linkify": False, "breaks": True})
    .enable(["table", "strikethrough"])
    .disable(["image"])
)
_TAGS = {
    "p", "br", "hr", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a",
    "h2", "h3", "h4", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
_HEADINGS = {"h1": "h3", "h2": "h3", "h3": "h4", "h4": "h4", "h5": "h4", "h6": "h4"}
_WIDE = re.compile("<(table|pre)>")  # may scroll sideways: so the keyboard must be able to get there
_HEADING = re.compile(r"<(/?)(h[1-6])>")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # no XML may hold them: one broke a whole feed


def render_markdown(source: str) -> SafeString:
    """Safe HTML of Markdown `source` (headings start at h3, no pictures, no raw HTML)."""
    html = _markdown.render(without_controls(source))
    html = _HEADING.sub(lambda found: f"<{found[1]}{_HEADINGS[found[2]]}>", html)
    html = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener ugc",
    )
    html = _WIDE.sub(r'<\1 tabindex="0">', html)
    return mark_safe(html.strip())  # noqa: S308 - nh3 has just cleaned it


def without_controls(text: str) -> str:
    """`text` without the control characters that nobody sees; tabs and line ends stay."""
    return _CONTROLS.sub("", text)


def plain_text(html: str) -> str:
    """The words of `html` on one line, for search, previews and titles."""
    return re.sub(
        r"\s+", " ", _unescape(strip_tags(re.sub(r"<(?:/p|br|/li|/h\d|/t[dhr])[^>]*>", " ", html)))
    ).strip()


def _unescape(text: str) -> str:
    for entity, sign in (
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", '"'),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ):
        text = text.replace(entity, sign)
    return text
