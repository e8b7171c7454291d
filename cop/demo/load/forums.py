"""Forums, topics and posts of the demo, and what three members have read and begun to write."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from taggit.models import Tag, TaggedItem

from cop.core.richtext import render_markdown
from forums import services
from forums.forms import quotation
from forums.models import Draft, Forum, Post, ReadState, Topic
from forums.services.quotes import mark_languages
from forums.services.write import clean_tags
from forums.signals import post_changed, topic_changed

if TYPE_CHECKING:
    from cop.demo.load.world import World
    from cop.members.models import Member

READERS = ("trainer", "sme", "editor")
SENTENCE = re.compile(r".{40,}?[.!?;…](?=\s|$)")
UNREAD_TOPICS, UNREAD_POSTS = 4, 3
READ_BEFORE_DAYS = 21  # older topics the three have at least looked at

# Two texts that each of the three has begun: a new topic, and a reply where there is most to say.
NEW_TOPICS = {
    "trainer": {
        "forum": "wood-furniture",
        "language": "it",
        "title": "Incollaggio a freddo: quanto peso ha l’umidità dell’aula?",
        "body": "Con la stessa colla e lo stesso faggio, a novembre tre telai su dodici si sono aperti, a maggio "
        "nessuno. In aula avevamo 34 % di umidità dell’aria e 23 °C.\n\nPrima di cambiare colla vorrei sapere:",
    },
    "sme": {
        "forum": "leather-fashion",
        "language": "pt",
        "title": "Facear à mão: com que retalhos treinam os principiantes?",
        "body": "Gasto cerca de 4 kg de retalhos de bezerro por pessoa no primeiro mês e mesmo assim só metade das "
        "tiras fica com espessura igual. Alguém usa outro material para as primeiras horas?",
    },
    "editor": {
        "forum": "assessment-recognition",
        "language": "fr",
        "title": "Deux évaluateurs, deux notes : que fait-on de l’écart ?",
        "body": "Sur trente-deux gestes évalués en double cette année, six écarts dépassaient un point. Je propose "
        "d’écrire une règle commune avant la prochaine session :\n\n- ",
    },
}
REPLIES = {
    "trainer": ("it", "Da noi la scheda è appesa accanto alla sega, non in ufficio. Dopo tre settimane"),
    "sme": ("pt", "Experimentei na semana passada com as duas aprendizes. O que resultou:"),
    "editor": ("fr", "Avant de le proposer au catalogue, il manquerait deux précisions : "),
}


def load(world: World) -> None:
    """The forums with their topics and posts, as old as the content says."""
    _load_forums(world)
    rows = world.read("topics_1")["topic"] + world.read("topics_2")["topic"]
    _load_topics(world, rows)
    for forum in world.forums.values():
        services.recount_forum(forum.pk)
    _load_read_states(world)
    _load_drafts(world)


def _load_forums(world: World) -> None:
    for position, row in enumerate(world.read("vocabulary")["forum"], start=1):
        texts = {f"name_{code}": text for code, text in row["name"].items()}
        texts |= {f"purpose_{code}": text for code, text in row["purpose"].items()}
        group = Group.objects.get_or_create(name=row["group"])[0] if not row["public"] else None
        forum = Forum.objects.create(slug=row["key"], group=group, position=position * 10, **texts)
        forum.themes.set([world.themes[key] for key in row["themes"]])
        world.forums[row["key"]] = forum
        world.made(forum)


def _load_topics(world: World, rows: list[dict[str, Any]]) -> None:
    topics = Topic.objects.bulk_create(_topic(world, row) for row in rows)
    world.topics = dict(zip((row["key"] for row in rows), topics, strict=True))
    pairs = list(zip(topics, rows, strict=True))
    posts = Post.objects.bulk_create(
        _post(world, topic, row, number)
        for topic, row in pairs
        for number, _ in enumerate(row["post"], start=1)
    )
    for topic, row in pairs:
        _accept(topic, row, [post for post in posts if post.topic_id == topic.pk])
    Topic.objects.bulk_update(topics, ["accepted_post", "solved_at"])
    links = Topic.themes.through
    links.objects.bulk_create(
        links(topic=topic, theme=world.themes[key]) for topic, row in pairs for key in row["themes"]
    )
    _tag(pairs)
    for topic in topics:
        topic_changed.send(sender=Topic, topic_id=topic.pk)
    for post in posts:
        post_changed.send(sender=Post, post_id=post.pk)
    world.made(*topics)


def _topic(world: World, row: dict[str, Any]) -> Topic:
    last = row["post"][-1]
    return Topic(
        forum=world.forums[row["forum"]],
        kind=row["kind"],
        title=row["title"],
        language=row["language"],
        author=world.members[row["author"]],
        created_at=world.ago(row["days_ago"]),
        post_count=len(row["post"]),
        last_number=len(row["post"]),
        last_posted_at=world.ago(last["days_ago"]),
        last_author=world.members[last["author"]],
        token=_token(row["key"]),
    )


def _post(world: World, topic: Topic, row: dict[str, Any], number: int) -> Post:
    text = row["post"][number - 1]
    body = text["body"].strip()
    if quoted := text.get("quotes"):
        before = row["post"][quoted - 1]
        opening = _first_sentence(before["body"])
        body = quotation(world.members[before["author"]].display_name, quoted, opening) + body
    languages = {place: post["language"] for place, post in enumerate(row["post"], start=1)}
    return Post(
        topic=topic,
        number=number,
        author=world.members[text["author"]],
        body=body,
        body_html=mark_languages(render_markdown(body), languages),
        language=text["language"],
        created_at=world.ago(text["days_ago"]),
        token=_token(f"{row['key']}/{number}"),
    )


def _first_sentence(body: str) -> str:
    """The first sentence of a text that is long enough to be worth quoting, without a mark left open."""
    line = body.strip().split("\n")[0]
    found = SENTENCE.match(line)
    sentence = found[0] if found else line
    return sentence if sentence.count("**") % 2 == 0 else sentence.replace("**", "")


def _accept(topic: Topic, row: dict[str, Any], posts: list[Post]) -> None:
    """The accepted answer, taken as accepted a day later, or when the asker next wrote."""
    number = next((n for n, text in enumerate(row["post"], start=1) if text["accepted"]), None)
    if number is None or row["kind"] != Topic.Kind.QUESTION:
        return
    topic.accepted_post = posts[number - 1]
    thanks = [post.created_at for post in posts[number:] if post.author_id == topic.author_id]
    topic.solved_at = min(thanks) if thanks else posts[number - 1].created_at


def _tag(pairs: list[tuple[Topic, dict[str, Any]]]) -> None:
    tags = {name: Tag.objects.get_or_create(name=name)[0] for name in _names(pairs)}
    content_type = ContentType.objects.get_for_model(Topic)
    TaggedItem.objects.bulk_create(
        TaggedItem(tag=tags[name], content_type=content_type, object_id=topic.pk)
        for topic, row in pairs
        for name in clean_tags(row["tags"])
    )


def _names(pairs: list[tuple[Topic, dict[str, Any]]]) -> list[str]:
    return sorted({name for _topic, row in pairs for name in clean_tags(row["tags"])})


def _load_read_states(world: World) -> None:
    """The three have read what they took part in and what is old, but not the latest of a few."""
    states = []
    for key in READERS:
        member = world.members[key]
        written = _last_written(member)
        behind = {topic.pk for topic in _lively_topics(world, member)[:UNREAD_TOPICS]}
        for topic in world.topics.values():
            is_old = topic.last_posted_at < world.ago(READ_BEFORE_DAYS)
            if topic.pk in written or is_old:
                unread = UNREAD_POSTS if topic.pk in behind else 0
                number = max(written.get(topic.pk, 1), topic.last_number - unread)
                states.append(ReadState(member=member, topic=topic, last_read_number=number))
    ReadState.objects.bulk_create(states)


def _last_written(member: Member) -> dict[int, int]:
    """Number of the last post of `member` in each topic they took part in, by topic id."""
    return dict(Post.objects.filter(author=member).order_by("number").values_list("topic_id", "number"))


def _lively_topics(world: World, member: Member) -> list[Topic]:
    """Topics `member` took part in and others wrote last, latest first."""
    written = _last_written(member)
    lively = [topic for topic in world.topics.values() if written.get(topic.pk, 10**6) < topic.last_number]
    return sorted(lively, key=lambda topic: topic.last_posted_at, reverse=True)


def _load_drafts(world: World) -> None:
    drafts = []
    for days, key in enumerate(READERS):
        member = world.members[key]
        language, body = REPLIES[key]
        topic = _lively_topics(world, member)[0]
        drafts.append(
            Draft(
                member=member,
                key=f"topic:{topic.pk}",
                body=body,
                language=language,
                saved_at=world.ago(0.3 + days),
            )
        )
        text = NEW_TOPICS[key]
        drafts.append(
            Draft(
                member=member,
                key=f"forum:{text['forum']}",
                title=text["title"],
                body=text["body"],
                language=text["language"],
                saved_at=world.ago(1.6 + days),
            )
        )
    Draft.objects.bulk_create(drafts)


def _token(key: str) -> UUID:
    """Always the same for the same text, so that the demo is."""
    return uuid5(NAMESPACE_URL, f"cop-demo/{key}")
