"""What happens to scenarios: they are rated, and one discussion is opened about each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from django.core.cache import caches
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cop.core.errors import DomainError, RuleError
from cop.core.policies import require
from cop.core.strangers import STRANGER
from cop.members.models import Organisation
from forums.models import THEMES_MAX, Topic
from forums.services import open_topic
from scenarios.models import Discussion, Rating, ScenarioPage
from scenarios.policies import can_open_discussion, can_rate

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterable

    from django.contrib.auth.models import AnonymousUser

    from cop.members.models import Member
    from forums.models import Forum

POINTS = range(1, 6)
SMALL_GROUP = 3  # a group of fewer raters joins "others", so that nobody's rating can be read off
DISCUSSED, DISCUSSED_S = "discussed-scenarios", 30  # the page of every topic asks for them
BAR_WIDTH, BAR_STEP, BAR_HEIGHT = 24, 30, 48  # of the drawing, in its own units

_KINDS = {
    Organisation.Kind.VET_PROVIDER: Rating.Group.PROVIDERS,
    Organisation.Kind.COMPANY: Rating.Group.COMPANIES,
    Organisation.Kind.ASSOCIATION: Rating.Group.ASSOCIATIONS,
    Organisation.Kind.NETWORK: Rating.Group.ASSOCIATIONS,
    Organisation.Kind.PUBLIC_AUTHORITY: Rating.Group.AUTHORITIES,
}


class DiscussedAlreadyError(DomainError):
    message = _(
        "The discussion of this scenario has been opened in the meantime. Your text is still here: copy it and "
        "post it there as a reply. The page of the scenario leads to the discussion if you may read it."
    )


@dataclass(frozen=True)
class Bar:
    """One bar of a distribution: its point (1-5), its count, and where it is drawn."""

    point: int
    count: int
    x: float
    y: float
    height: float
    is_median: bool

    @property
    def middle(self) -> float:
        """Horizontal middle, where the point's number stands."""
        return self.x + BAR_WIDTH / 2


@dataclass(frozen=True)
class GroupRating:
    """How one group of members rated: five bars for each question, medians (1-5) and how many."""

    label: str
    count: int
    likelihood: list[Bar]
    desirability: list[Bar]
    likelihood_median: int
    desirability_median: int


def group_of(member: Member) -> Rating.Group:
    """The kind of people `member` rates as: policy makers by role, others by their organisation."""
    if member.is_policy_maker:
        return Rating.Group.AUTHORITIES
    if member.organisation is None:
        return Rating.Group.OTHERS
    return _KINDS.get(Organisation.Kind(member.organisation.kind), Rating.Group.OTHERS)


@transaction.atomic
def rate_scenario(*, member: Member, scenario: ScenarioPage, likelihood: int, desirability: int) -> Rating:
    """Rate `scenario` or change one's rating; both values 1 (not at all) to 5 (fully).

    Raises PermissionDenied for strangers, RuleError naming the value that is not 1 to 5.
    """
    require(can_rate(member))
    wrong = {
        name: [_("Choose a value from 1 to 5.")]
        for name, value in (("likelihood", likelihood), ("desirability", desirability))
        if value not in POINTS
    }
    if wrong:
        raise RuleError(wrong)
    rating, _created = Rating.objects.update_or_create(
        scenario_key=scenario.translation_key,
        member=member,
        defaults={
            "likelihood": likelihood,
            "desirability": desirability,
            "group": group_of(member),
            "rated_at": timezone.now(),
        },
    )
    return rating


@transaction.atomic
def open_discussion(*, editor: Member, scenario: ScenarioPage, forum: Forum, title: str, body: str) -> Topic:
    """Open the one topic where `scenario` is discussed, with the first of its themes.

    `title` and `body` (Markdown) are in the language of the page's text. The same sent twice leads to the
    same topic. Raises PermissionDenied unless an editor asks, DiscussedAlreadyError when there is another
    discussion, RuleError naming the fields at fault.
    """
    require(can_open_discussion(editor))
    # In all its languages: another editor may have another one before them.
    pages = ScenarioPage.objects.filter(translation_key=scenario.translation_key)
    list(pages.select_for_update().order_by("pk").values_list("pk"))
    existing = Topic.objects.filter(scenario_discussion__scenario_key=scenario.translation_key).first()
    if existing:
        if existing.posts.filter(number=1, author=editor, body=body).exists():
            return existing
        raise DiscussedAlreadyError
    topic = open_topic(
        author=editor,
        forum=forum,
        kind=Topic.Kind.DISCUSSION,
        title=title,
        body=body,
        language=scenario.text_language,
        themes=scenario.themes.all()[:THEMES_MAX],
        tags=[],
    )
    Discussion.objects.create(scenario_key=scenario.translation_key, topic=topic)
    transaction.on_commit(partial(caches["memory"].delete, DISCUSSED))
    return topic


def rating_of(*, reader: Member | AnonymousUser, scenario_key: uuid.UUID) -> Rating | None:
    """The reader's own rating, None for strangers and those who have not rated."""
    return Rating.objects.visible_to(reader).filter(scenario_key=scenario_key).first()


def discussion_of(*, reader: Member | AnonymousUser, scenario_key: uuid.UUID) -> Topic | None:
    """The scenario's topic, when there is one and the reader may see it."""
    return Topic.objects.visible_to(reader).filter(scenario_discussion__scenario_key=scenario_key).first()


def is_discussed(scenario_key: uuid.UUID) -> bool:
    """True when the scenario has its topic, whoever may see it."""
    return Discussion.objects.filter(scenario_key=scenario_key).exists()


def scenario_of(topic: Topic) -> dict[str, str] | None:
    """The scenario `topic` is about: {title, language, url} of its page in the reader's language.

    `language` is that of the title, which an alias has from another page. Of another page where that language has none; None for other topics. A page that is published
    or withdrawn meanwhile is noticed within DISCUSSED_S seconds.
    """
    known = caches["memory"].get_or_set(DISCUSSED, _discussed_pages, DISCUSSED_S) or {}
    pages = known.get(topic.pk, {})
    return pages.get(get_language()) or next(iter(pages.values()), None)


def _discussed_pages() -> dict[int, dict[str, dict[str, str]]]:
    """The pages of all scenarios with a discussion, by the id of its topic and by language."""
    topics = dict(Discussion.objects.values_list("scenario_key", "topic"))
    if not topics:
        return {}
    pages = ScenarioPage.objects.visible_to(STRANGER).filter(translation_key__in=topics)
    found: dict[int, dict[str, dict[str, str]]] = {}
    for key, title, code, code_of_text, path in pages.order_by("path").values_list(
        "translation_key", "title", "locale__language_code", "alias_of__locale__language_code", "url_path"
    ):
        below_home = path.strip("/").partition("/")[2]
        page = {"title": title, "language": code_of_text or code, "url": f"/{code}/{below_home}/"}
        found.setdefault(topics[key], {})[code] = page
    return found


def distribution(scenario_key: uuid.UUID) -> list[GroupRating]:
    """How each group rated, everybody first, groups in the order of `Rating.Group`.

    A group of fewer than SMALL_GROUP members counts among "others". Empty without ratings.
    One query.
    """
    rows = Rating.objects.counts(scenario_key)
    if not rows:
        return []
    apart = _groups_apart(rows)
    others = [row for row in rows if row[0] not in apart]
    parts = [_describe(_("Everybody"), rows)]
    parts += [_describe(group.label, [row for row in rows if row[0] == group]) for group in apart]
    if apart and others:
        parts.append(_describe(Rating.Group.OTHERS.label, others))
    return parts


def _groups_apart(rows: Iterable[tuple[str, int, int, int]]) -> list[Rating.Group]:
    """The groups shown beside everybody; all the rest are "others".

    Where others are one or two, they could be had by subtraction: the smallest group joins them.
    """
    sizes: Counter[str] = Counter()
    for group, _likelihood, _desirability, count in rows:
        sizes[group] += count
    large = [group for group in Rating.Group if sizes[group] >= SMALL_GROUP]
    apart: list[Rating.Group] = [group for group in large if group != Rating.Group.OTHERS]
    if apart and 0 < sizes.total() - sum(sizes[group] for group in apart) < SMALL_GROUP:
        apart.remove(min(apart, key=lambda group: sizes[group]))
    return apart


def _describe(label: object, rows: Iterable[tuple[str, int, int, int]]) -> GroupRating:
    rows = list(rows)
    likelihood = [sum(n for _g, value, _d, n in rows if value == point) for point in POINTS]
    desirability = [sum(n for _g, _l, value, n in rows if value == point) for point in POINTS]
    return GroupRating(
        label=str(label),
        count=sum(likelihood),
        likelihood=_bars(likelihood),
        desirability=_bars(desirability),
        likelihood_median=_median(likelihood),
        desirability_median=_median(desirability),
    )


def _median(counts: list[int]) -> int:
    """The (lower) median point of five counts."""
    half, seen = (sum(counts) + 1) // 2, 0
    for point, count in zip(POINTS, counts, strict=True):
        seen += count
        if seen >= half:
            return point
    return 0


def _bars(counts: list[int]) -> list[Bar]:
    highest, median = max(counts) or 1, _median(counts)
    bars = []
    for point, count in zip(POINTS, counts, strict=True):
        height = round(BAR_HEIGHT * count / highest, 1)
        x = 6 + (point - 1) * BAR_STEP
        bars.append(Bar(point, count, x, round(58 - height, 1), height, is_median=point == median))
    return bars
