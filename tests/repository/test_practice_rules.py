import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from repository.models import Practice
from repository.services.practice_rules import check_practice, direction_of
from tests.factories.practices import PracticeFactory, draft, element, indicator, texts, worse


def practice(**fields):
    written = {
        name: text for name, text in texts(**fields).items() if name not in ("themes", "tags", "organisation")
    }
    return Practice(**written)


def test_a_whole_practice_lacks_nothing():
    findings = check_practice(practice(), [indicator()], [element()])

    assert findings.are_none


@pytest.mark.parametrize(
    "name", ["title", "summary", "context", "what_was_done", "conclusion", "conclusion_on"]
)
def test_each_missing_text_is_named_where_it_is_missing(name):
    findings = check_practice(practice(**{name: ""}), [indicator()], [element()])

    assert (list(findings.missing), findings.wrong) == ([name], {})


@pytest.mark.parametrize(
    ("name", "empty"),
    [
        ("name", ""),
        ("unit", ""),
        ("better", ""),
        ("baseline", None),
        ("follow_up", None),
        ("measured_on", None),
        ("sample_size", None),
        ("method", ""),
    ],
)
def test_each_gap_of_an_indicator_is_named_with_its_row(name, empty):
    findings = check_practice(practice(), [indicator(), worse(**{name: empty})], [element()])

    assert list(findings.missing) == [f"indicator-2-{name}"]


@pytest.mark.parametrize("name", ["kind", "name", "conditions"])
def test_each_gap_of_an_element_is_named_with_its_row(name):
    findings = check_practice(practice(), [indicator()], [element(), element(**{name: ""})])

    assert list(findings.missing) == [f"element-2-{name}"]


def test_without_rows_the_whole_part_is_missing():
    findings = check_practice(practice(), [], [])

    assert list(findings.missing) == ["indicators", "elements"]


def test_figures_that_did_not_change_are_no_practice():
    findings = check_practice(practice(), [indicator(follow_up=Decimal("14.2"))], [element()])

    assert list(findings.missing) == ["indicators"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("sample_size", 0), ("measured_on", timezone.localdate() + dt.timedelta(days=1))],
)
def test_what_is_wrong_is_told_apart_from_what_is_missing(name, value):
    findings = check_practice(practice(), [indicator(**{name: value})], [element()])

    assert (list(findings.wrong), findings.missing) == ([f"indicator-1-{name}"], {})


@pytest.mark.parametrize(
    ("rows", "direction"),
    [
        ([], ""),
        ([{"follow_up": None}], ""),
        ([{"better": ""}], ""),
        ([{}], "positive"),
        ([{"better": "higher"}], "negative"),
        ([{"follow_up": Decimal("14.2")}], "mixed"),
        ([{}, {"better": "higher"}], "positive"),  # the first counts twice
        ([{"better": "higher"}, {}], "negative"),
        ([{}, {"better": "higher"}, {"better": "higher"}], "mixed"),
        ([{}] + [{"better": "higher"}] * 3, "negative"),
        ([{"follow_up": Decimal("14.2")}, {}], "positive"),
    ],
)
def test_the_direction_is_computed_from_the_indicators(rows, direction):
    assert direction_of([indicator(**row) for row in rows]) == direction


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"title": ""},
        {"summary": ""},
        {"context": ""},
        {"what_was_done": ""},
        {"conclusion": ""},
        {"conclusion_on": ""},
        {"conclusion_on": "taste"},
        {"direction": ""},
        {"direction": "splendid"},
        {"proposed_at": None},
        {"published_at": None},
        {"decided_at": None},
        {"decision_reasons": ""},
        {"status": "proposed"},
    ],
)
def test_the_database_refuses_an_accepted_practice_that_is_not_whole(change):
    row = PracticeFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Practice.objects.filter(pk=row.pk).update(**change)


@pytest.mark.django_db
@pytest.mark.parametrize("change", [{"sample_size": 0}, {"better": "up"}, {"position": 0}])
def test_the_database_refuses_an_impossible_indicator(change):
    row = draft()

    with pytest.raises(IntegrityError), transaction.atomic():
        row.indicators.update(**change)
