"""NACE and NUTS: the lists are whole, and wrong codes are named."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from cop.vocabulary import nace, nuts


def test_nace_has_the_sections_divisions_groups_and_classes_of_revision_2_1():
    lengths = [len(code) for code in nace.activities()]

    assert {length: lengths.count(length) for length in sorted(set(lengths))} == {
        1: 22,
        2: 87,
        4: 287,
        5: 651,
    }
    assert list(nace.SECTIONS) == [code for code in nace.activities() if len(code) == 1]


def test_education_is_section_q_in_this_revision():
    assert (nace.section_of("85.59"), nace.section_name("85.59")) == ("Q", "Education")


@pytest.mark.parametrize("code", ["", "P85", "85.99", "00", "x"])
def test_a_code_that_is_not_in_nace_is_refused(code):
    with pytest.raises(ValidationError):
        nace.validate_nace(code)


def test_every_division_is_offered_once():
    offered = [row.code for _section, rows in nace.division_groups() for row in rows]

    assert (len(offered), len(set(offered))) == (87, 87)


@pytest.mark.parametrize(
    ("code", "country"), [("ITH1", "IT"), ("ITH10", "IT"), ("EL30", "GR"), ("PT1A", "PT"), ("LU00", "LU")]
)
def test_regions_of_the_edition_2024_are_accepted(code, country):
    nuts.validate_nuts(code, country)


@pytest.mark.parametrize(
    ("code", "country"),
    [
        ("PT17", "PT"),
        ("GR30", "GR"),
        ("EL30", "IT"),
        ("IT", "IT"),
        ("ith1", "IT"),
        ("ITH1x", "IT"),
        ("", "IT"),
    ],
)
def test_a_region_of_another_edition_or_country_is_refused(code, country):
    with pytest.raises(ValidationError), translation.override("en"):
        nuts.validate_nuts(code, country)


def test_regions_of_a_country_are_those_of_its_level():
    assert [code for code, _name in nuts.regions_of("GR", level=1)] == ["EL3", "EL4", "EL5", "EL6"]
