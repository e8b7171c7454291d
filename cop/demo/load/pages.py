"""The editors' pages of the demo, in every interface language, and the funding in the footer."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone
from markdown_it import MarkdownIt
from wagtail.models import Locale, Page

from cop.pages.fresh import Fresh
from cop.pages.models import ArticlePage, CallPage, EventPage, Funding, IndexPage
from cop.pages.services import texts
from cop.pages.services.setup import set_up_site
from cop.pages.services.writing import add_page, key_of, rewrite_page, written_at_once

if TYPE_CHECKING:
    from cop.demo.load.world import World

_markdown = MarkdownIt("commonmark", {"html": False})
_rule = re.compile(r"^\|[\s:|-]+\|$")


def load(world: World) -> None:
    """Rewrite the pages every site has, and add articles, events, calls and the funding."""
    set_up_site()
    content = world.read("pages")
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    with written_at_once() as written:
        _rewrite(content, written)
        for code in dict(settings.LANGUAGES):
            lists = {page.kind: page for page in IndexPage.objects.filter(locale=locales[code])}
            for entry in content["article"]:
                written.append(_add(world, entry, lists["articles"], ArticlePage, _article(world, entry)))
            for entry in content["event"]:
                written.append(_add(world, entry, lists["events"], EventPage, _event(world, entry)))
            for entry in content["call"]:
                written.append(_add(world, entry, lists["calls"], CallPage, _call(world, entry)))
    _load_funding(world, content["funding"])
    Fresh.forget_all()


def _rewrite(content: dict[str, Any], written: list[Page]) -> None:
    """The words of home, sections and the pages of the footer."""
    words: dict[str, dict[str, dict[str, Any]]] = {"home": {}}
    for code, text in content["home"]["text"].items():
        words["home"][code] = _home(text)
    for entry in content["section"]:
        words[entry["key"]] = {code: _section(entry["key"], text) for code, text in entry["text"].items()}
    for entry in content["page"]:
        words[entry["slug"]] = {code: _content(text) for code, text in entry["text"].items()}
    names = {key_of(name): name for name in words}
    for page in Page.objects.filter(translation_key__in=names).select_related("locale").specific():
        text = words[names[page.translation_key]].get(page.locale.language_code)
        if text is not None:
            rewrite_page(page, **text)
            written.append(page)


def _home(text: dict[str, str]) -> dict[str, Any]:
    fields = ("title", "lede", "ask_label", "account_note")
    return {name: text[name] for name in fields} | {"search_description": text["seo_description"]}


def _section(key: str, text: dict[str, Any]) -> dict[str, Any]:
    body = texts.section_body(key, intro=rich_text(text["intro"]), steps=text["how"])
    return {
        "title": text["title"],
        "lede": text["lede"],
        "search_description": text["seo_description"],
        "body": body,
    }


def _content(text: dict[str, str]) -> dict[str, Any]:
    return {
        "title": text["title"],
        "search_description": text["seo_description"],
        "body": texts.stream(body_blocks(text["body"])),
    }


def _add(world: World, entry: dict[str, Any], parent: Page, model: type[Page], facts: dict[str, Any]) -> Page:
    """One page below `parent`, in its language."""
    text = entry["text"][parent.locale.language_code]
    if "themes" in entry:
        facts = facts | {"themes": [world.themes[key] for key in entry["themes"]]}
    page = add_page(
        parent,
        model,
        name=f"demo:{entry['slug']}",
        locale=parent.locale,
        slug=entry["slug"],
        title=text["title"],
        lede=text["lede"],
        search_description=text["lede"],
        body=texts.stream(body_blocks(text["body"])),
        **facts,
    )
    world.made(page)
    return page


def _article(world: World, entry: dict[str, Any]) -> dict[str, Any]:
    published_at = world.ago(entry["days_ago"])
    return {"belongs_to": entry.get("section", ""), "published_on": timezone.localdate(published_at)}


def _event(world: World, entry: dict[str, Any]) -> dict[str, Any]:
    start = world.ago(-entry["starts_in_days"]).replace(minute=0, second=0, microsecond=0)
    # At an hour when people meet, whenever the demo is loaded.
    start = timezone.localtime(start).replace(hour=17 if entry["duration_hours"] < 4 else 10)
    return {
        "belongs_to": entry.get("section", ""),
        "starts_at": start,
        "ends_at": start + dt.timedelta(hours=entry["duration_hours"]),
        "place": entry["place"],
        "is_online": entry["online"],
        "languages": entry["languages"],
    }


def _call(world: World, entry: dict[str, Any]) -> dict[str, Any]:
    return {
        "deadline": timezone.localdate(world.ago(-entry["deadline_in_days"])),
        "organisation": world.organisations.get(entry["organisation"]),
        "countries": entry["countries_wanted"],
    }


def _load_funding(world: World, entry: dict[str, Any]) -> None:
    said = {
        f"{field}_{code}": text[field]
        for code, text in entry["text"].items()
        for field in ("line", "disclaimer")
    }
    facts = {name: entry[name] for name in ("programme", "reference", "starts_on", "ends_on")}
    world.made(Funding.objects.create(**facts, **said))


def rich_text(markdown: str) -> str:
    """Markdown as the HTML that Wagtail's editor keeps."""
    html = _markdown.render(markdown.strip())
    for long, short in (("strong", "b"), ("em", "i")):
        html = html.replace(f"<{long}>", f"<{short}>").replace(f"</{long}>", f"</{short}>")
    return html.replace("\n", "")


def body_blocks(markdown: str) -> list[tuple[str, Any]]:
    """The text of a page as (type, value) of its blocks: running text, and tables between."""
    blocks: list[tuple[str, Any]] = []
    lines: list[str] = []
    rows: list[str] = []

    def close() -> None:
        if "".join(lines).strip():
            blocks.append(("text", rich_text("\n".join(lines))))
        if rows:
            table = "\n".join(row.strip("|").strip() for row in rows if not _rule.match(row))
            blocks.append(("table", {"caption": "", "rows": table}))
        lines.clear()
        rows.clear()

    for line in markdown.strip().splitlines():
        is_row = line.startswith("|") and line.endswith("|")
        if (is_row and lines and "".join(lines).strip()) or (rows and not is_row):
            close()
        (rows if is_row else lines).append(line)
    close()
    return blocks
