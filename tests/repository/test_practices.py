"""Writing, proposing, deciding: what the services do, and who may."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from cop.core.errors import RuleError
from cop.members.models import EDITOR, Membership
from repository.models import Practice
from repository.policies import (
    can_decide,
    can_discard_practice,
    can_edit_practice,
    can_propose,
    can_submit_practice,
    can_withdraw_practice,
)
from repository.services import (
    AlreadyDecidedError,
    PracticeChangedError,
    ReadBeforeChangeError,
    SentBeforeError,
    accept_practice,
    discard_practice,
    edit_practice,
    propose_practice,
    return_practice,
    start_practice,
    withdraw_practice,
)
from repository.signals import practice_changed
from tests.factories.members import MemberFactory, MembershipFactory, OrganisationFactory, ThemeFactory
from tests.factories.practices import (
    PracticeFactory,
    draft,
    element,
    indicator,
    proposed,
    returned,
    texts,
    worse,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def announced():
    """The ids of the practices announced as changed, in order."""
    seen = []

    def note(practice_id, **kwargs):
        seen.append(practice_id)

    practice_changed.connect(note)
    yield seen
    practice_changed.disconnect(note)


def start(author, **changes):
    given = {"texts": texts(), "indicators": [indicator()], "elements": [element()], "token": uuid4()}
    return start_practice(author=author, **given | changes)


def edit(actor, practice, **changes):
    given = {
        "texts": texts(),
        "indicators": [indicator()],
        "elements": [element()],
        "revision": practice.revision,
    }
    return edit_practice(actor=actor, practice=practice, **given | changes)


def test_a_draft_may_have_gaps(announced):
    practice = start(MemberFactory(), texts=texts(title="", summary=""), indicators=[], elements=[])

    practice.refresh_from_db()
    assert (practice.status, practice.title, practice.direction) == ("draft", "", "")
    assert announced == [practice.pk]


def test_a_draft_keeps_everything_and_its_html():
    theme = ThemeFactory(key="wood")

    practice = start(
        MemberFactory(),
        texts=texts(summary="**Fewer** boards <script>", themes=[theme], tags=["wood", "log"]),
        indicators=[worse(), indicator()],
    )

    practice.refresh_from_db()
    assert practice.summary_html == "<p><strong>Fewer</strong> boards &lt;script&gt;</p>"
    assert practice.direction == "negative"
    assert list(practice.themes.all()) == [theme]
    assert sorted(practice.tags.names()) == ["log", "wood"]
    assert [(row.position, row.name) for row in practice.indicators.all()] == [
        (1, "Time on paper"),
        (2, "Boards rejected after delivery"),
    ]
    assert [row.name for row in practice.elements.all()] == ["The one-line log"]


@pytest.mark.parametrize("tags", [[], ["wood", "Log"], ["log", "wood", "WOOD"]])
def test_the_same_form_twice_is_one_draft(tags):
    author, token, theme = MemberFactory(), uuid4(), ThemeFactory()
    written = texts(tags=tags, themes=[theme], organisation=OrganisationFactory())
    MembershipFactory(member=author, organisation=written["organisation"], state="accepted")
    first = start(author, token=token, texts=written)

    second = start(author, token=token, texts=written)

    assert list(Practice.objects.all()) == [first]
    assert (second.pk, second.revision) == (first.pk, 1)


@pytest.mark.parametrize("state", ["draft", "proposed"])
@pytest.mark.parametrize(
    "changes",
    [
        {"texts": texts(title="Mended")},
        {"texts": texts(conclusion_on="relevance")},
        {"texts": texts(tags=["wood"])},
        {"indicators": [indicator(follow_up=Decimal("6.2"))]},
        {"indicators": [indicator(), worse()]},
        {"elements": [element(conditions="None.")]},
    ],
)
def test_the_same_form_with_other_words_changes_nothing_and_says_where_the_first_is(state, changes):
    practice = start(MemberFactory(), token=uuid4())
    if state == "proposed":
        propose_practice(actor=practice.author, practice=practice)

    with pytest.raises(SentBeforeError) as refusal:
        start(practice.author, token=practice.token, **changes)

    stored = Practice.objects.get(pk=practice.pk)
    assert (refusal.value.practice, stored.title, stored.revision) == (practice, practice.title, 1)
    assert [row.after for row in stored.indicators.all()] == [Decimal("6.1")]


def test_the_same_form_with_another_theme_is_not_the_same():
    practice = start(MemberFactory(), token=uuid4())

    with pytest.raises(SentBeforeError):
        start(practice.author, token=practice.token, texts=texts(themes=[ThemeFactory()]))


def test_the_same_form_twice_at_once_is_one_draft(monkeypatch):
    author, token = MemberFactory(), uuid4()
    first = start(author, token=token)
    lock, missed = Practice.objects.select_for_update, []

    def too_early():
        found = lock()
        if not missed:
            missed.append(token)
            return found.none()
        return found

    monkeypatch.setattr(Practice.objects, "select_for_update", too_early)

    second = start(author, token=token)

    assert (missed, second.pk) == ([token], first.pk)
    assert list(Practice.objects.all()) == [first]


def test_a_token_of_somebody_else_opens_nothing():
    practice = draft()

    with pytest.raises(PermissionDenied):
        start(MemberFactory(), token=practice.token)


def test_what_is_wrong_is_not_even_kept_in_a_draft():
    with pytest.raises(RuleError) as refusal:
        start(MemberFactory(), indicators=[indicator(sample_size=0)])

    assert refusal.value.fields == ["indicator-1-sample_size"]
    assert list(Practice.objects.all()) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"texts": texts(title="x" * 201)}, "title"),
        ({"texts": texts(language="xx-nonsense")}, "language"),
        ({"texts": texts(country="ZZ")}, "country"),
        ({"texts": texts(conclusion_on="taste")}, "conclusion_on"),
        ({"indicators": [indicator(unit="x" * 61)]}, "indicator-1-unit"),
        ({"indicators": [indicator(better="up")]}, "indicator-1-better"),
        ({"elements": [element(kind="magic")]}, "element-1-kind"),
    ],
)
def test_whatever_the_way_in_what_does_not_fit_is_refused(changes, field):
    with pytest.raises(RuleError) as refusal:
        start(MemberFactory(), **changes)

    assert refusal.value.fields == [field]


def test_nobody_writes_in_the_name_of_an_organisation_they_do_not_belong_to():
    author, foreign = MemberFactory(), OrganisationFactory()

    with pytest.raises(RuleError) as refusal:
        start(author, texts=texts(organisation=foreign))

    assert refusal.value.fields == ["organisation"]
    MembershipFactory(member=author, organisation=foreign, state=Membership.State.ACCEPTED)
    practice = start(author, texts=texts(organisation=foreign))
    Membership.objects.all().delete()
    assert edit(author, practice, texts=texts(organisation=foreign)).organisation == foreign


def test_two_people_do_not_overwrite_each_other():
    practice = draft()
    edit(practice.author, practice, texts=texts(title="The first"))

    with pytest.raises(PracticeChangedError):
        edit(practice.author, practice, texts=texts(title="The second"))

    practice.refresh_from_db()
    assert (practice.title, practice.revision) == ("The first", 2)


def test_proposing_names_every_gap_and_changes_nothing():
    practice = draft(title="", with_elements=[], with_indicators=[indicator(unit="")])

    with pytest.raises(RuleError) as refusal:
        propose_practice(actor=practice.author, practice=practice)

    practice.refresh_from_db()
    assert refusal.value.fields == ["title", "indicator-1-unit", "elements"]
    assert practice.status == "draft"


def test_proposing_twice_is_proposing_once(announced):
    practice = draft()
    propose_practice(actor=practice.author, practice=practice)
    first = Practice.objects.get().proposed_at

    propose_practice(actor=practice.author, practice=practice)

    assert (Practice.objects.get().status, Practice.objects.get().proposed_at) == ("proposed", first)
    assert announced == [practice.pk]


def test_accepting_puts_it_out_with_its_reasons(announced):
    practice, editor = proposed(), MemberFactory(roles=[EDITOR])

    decision = accept_practice(
        actor=editor, practice=practice, revision=1, reasons="*Well* measured.", language="en"
    )

    practice.refresh_from_db()
    assert (practice.status, practice.decided_by, practice.published_at) == (
        "accepted",
        editor,
        practice.decided_at,
    )
    assert practice.decision_reasons_html == "<p><em>Well</em> measured.</p>"
    assert (decision.verdict, decision.by, decision.revision) == ("accepted", editor, 1)
    assert announced == [practice.pk]


def test_a_returned_one_is_mended_and_proposed_again_and_the_history_stays():
    practice, editor = proposed(), MemberFactory(roles=[EDITOR])
    return_practice(actor=editor, practice=practice, revision=1, reasons="A sample, at least.", language="en")
    practice.refresh_from_db()
    edit(practice.author, practice, texts=texts(title="Mended"))
    propose_practice(actor=practice.author, practice=practice)

    accept_practice(actor=editor, practice=practice, revision=2, reasons="Now it is there.", language="en")

    decisions = practice.decisions.order_by("pk")
    assert [(row.verdict, row.reasons, row.revision) for row in decisions] == [
        ("returned", "A sample, at least.", 1),
        ("accepted", "Now it is there.", 2),
    ]
    assert Practice.objects.get().title == "Mended"


@pytest.mark.parametrize("verb", [accept_practice, return_practice])
def test_a_decision_needs_reasons(verb):
    practice = proposed()

    with pytest.raises(RuleError) as refusal:
        verb(
            actor=MemberFactory(roles=[EDITOR]), practice=practice, revision=1, reasons="  \n ", language="en"
        )

    practice.refresh_from_db()
    assert (refusal.value.fields, practice.status) == (["reasons"], "proposed")


def test_a_second_decision_comes_too_late():
    practice = PracticeFactory()

    with pytest.raises(AlreadyDecidedError):
        return_practice(
            actor=MemberFactory(roles=[EDITOR]), practice=practice, revision=1, reasons="No.", language="en"
        )

    assert Practice.objects.get().status == "accepted"


@pytest.mark.parametrize("verb", [accept_practice, return_practice])
def test_nobody_decides_on_what_they_have_not_read(verb):
    practice, editor = proposed(), MemberFactory(roles=[EDITOR])
    return_practice(actor=editor, practice=practice, revision=1, reasons="A sample.", language="en")
    edit(practice.author, practice)
    propose_practice(actor=practice.author, practice=practice)

    with pytest.raises(ReadBeforeChangeError):
        verb(actor=editor, practice=practice, revision=1, reasons="As I read it.", language="en")

    assert Practice.objects.get().status == "proposed"


def test_nobody_decides_on_their_own():
    practice = proposed(author=MemberFactory(roles=[EDITOR]))

    with pytest.raises(PermissionDenied):
        accept_practice(actor=practice.author, practice=practice, revision=1, reasons="Mine.", language="en")


def test_an_editor_cannot_leave_gaps_in_what_is_out():
    practice = PracticeFactory()

    with pytest.raises(RuleError) as refusal:
        edit(MemberFactory(roles=[EDITOR]), practice, elements=[])

    assert refusal.value.fields == ["elements"]
    assert practice.elements.count() == 1


def test_withdrawing_keeps_the_row_and_the_reasons():
    practice = PracticeFactory()

    withdraw_practice(actor=practice.author, practice=practice, reasons="A wrong baseline.", language="en")

    practice.refresh_from_db()
    assert (practice.status, practice.decision_reasons) == ("withdrawn", "A wrong baseline.")
    assert practice.published_at is not None


def test_a_draft_is_discarded_for_good(announced):
    practice = draft()

    discard_practice(actor=practice.author, practice=practice)

    assert list(Practice.objects.all()) == []
    assert announced == [practice.pk]


STATES = ["draft", "proposed", "returned", "accepted", "withdrawn"]


def everybody(practice):
    """The four kinds of people a policy tells apart."""
    return (practice.author, MemberFactory(roles=[EDITOR]), MemberFactory(), AnonymousUser())


@pytest.mark.parametrize(
    ("policy", "allowed"),
    [
        # state -> who may: a(uthor), e(ditor)
        (can_edit_practice, {"draft": "ae", "proposed": "e", "returned": "ae", "accepted": "e"}),
        (can_submit_practice, {"draft": "a", "returned": "a"}),
        (can_decide, {"proposed": "e"}),
        (can_withdraw_practice, {"proposed": "a", "returned": "a", "accepted": "ae"}),
        (can_discard_practice, {"draft": "a"}),
    ],
)
@pytest.mark.parametrize("state", STATES)
def test_who_may_do_what(policy, allowed, state):
    practice = PracticeFactory(status=state)

    answers = [bool(policy(user, practice)) for user in everybody(practice)]

    who = allowed.get(state, "")
    assert answers == ["a" in who, "e" in who, False, False]


def test_every_member_may_propose_unless_switched_off():
    users = [MemberFactory(), MemberFactory(is_active=False), AnonymousUser()]

    assert [can_propose(user) for user in users] == [True, False, False]


@pytest.mark.parametrize("link", ["practice", "author", "membership", "request", "none"])
def test_editors_of_the_same_organisation_are_in_conflict(link):
    organisation = OrganisationFactory()
    editor = MemberFactory(roles=[EDITOR], organisation=organisation if link != "none" else None)
    practice = proposed(organisation=organisation)
    if link == "author":
        practice = proposed(author=MemberFactory(organisation=organisation))
    if link in ("membership", "request"):
        editor = MemberFactory(roles=[EDITOR])
        state = Membership.State.ACCEPTED if link == "membership" else Membership.State.REQUESTED
        MembershipFactory(member=editor, organisation=organisation, state=state)

    assert can_decide(editor, practice) == (link in ("request", "none"))
    assert can_edit_practice(editor, practice) == (link in ("request", "none"))


@pytest.mark.parametrize(
    ("state", "allowed"), [("draft", True), ("proposed", False), ("returned", True), ("accepted", False)]
)
def test_an_editor_who_is_the_author_rewrites_nothing_that_is_out(state, allowed):
    practice = PracticeFactory(status=state, author=MemberFactory(roles=[EDITOR]))

    assert can_edit_practice(practice.author, practice) == allowed


@pytest.mark.parametrize(
    ("state", "seen_by"),
    [
        ("draft", "ae"),
        ("proposed", "aer"),
        ("returned", "aer"),
        ("accepted", "aermg"),
        ("withdrawn", "aer"),
    ],
)
def test_who_sees_what(state, seen_by):
    organisation = OrganisationFactory()
    practice = PracticeFactory(status=state, organisation=organisation)
    representative = MembershipFactory(
        organisation=organisation, state="accepted", is_representative=True
    ).member
    author, editor, member, guest = everybody(practice)

    people = {"a": author, "e": editor, "r": representative, "m": member, "g": guest}
    seeing = {key for key, user in people.items() if Practice.objects.visible_to(user).exists()}

    assert seeing == set(seen_by)


def test_what_was_out_and_is_withdrawn_leaves_a_trace_for_everybody():
    practice = PracticeFactory()
    withdraw_practice(actor=practice.author, practice=practice, reasons="Wrong.", language="en")

    assert list(Practice.objects.visible_to(AnonymousUser())) == [practice]
    assert list(Practice.objects.accepted()) == []


def test_negative_practices_are_listed_like_all_others():
    good = PracticeFactory()
    bad = PracticeFactory(with_indicators=[worse()])
    returned()

    assert list(Practice.objects.visible_to(AnonymousUser()).newest()) == [bad, good]
