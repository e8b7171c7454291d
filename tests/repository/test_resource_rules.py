"""What publishing asks of a resource, what no draft may say, and what the database refuses itself."""

import pytest
from django.db import IntegrityError, transaction

from repository.models import Gesture, Resource
from repository.services import change_resource, publish_resource
from tests.factories.repository import ResourceFactory
from tests.repository.resources import deposit, publish_resource_of, put, refused

MP4 = b"\0\0\0\x18ftypisom\0\0\2\0isommp42" + b"\0" * 20

pytestmark = pytest.mark.django_db


def micro_training(**fields):
    resource = deposit(
        **{
            "type": "micro_training",
            "link": "https://example.org/a",
            "minutes": 180,
            "outcome": "ability",
            "purpose": "part_time_job",
            "modes": ["workshop", "video"],
            "micro_theme": "green_jobs",
            "certifies": "informal",
            **fields,
        }
    )
    Gesture.objects.bulk_create(
        Gesture(resource=resource, position=number, text=f"Gesture {number}") for number in (1, 2)
    )
    return resource


def test_publishing_drops_what_was_said_while_it_was_of_another_type():
    resource = micro_training(micro_theme="territory", exchange_activity="A visit.", programme="Erasmus+")
    change_resource(member=resource.depositor, resource=resource, leads_to=[ResourceFactory()], type="tool")

    publish_resource_of(resource)

    resource.refresh_from_db()
    assert (resource.status, resource.minutes, resource.modes, resource.micro_theme) == (
        "published",
        None,
        [],
        "",
    )
    assert (resource.exchange_activity, resource.programme) == ("", "")
    assert (resource.gestures.count(), resource.leads_to.count()) == (0, 0)


def test_what_funding_and_files_ask_of_any_type_stays_when_it_is_published():
    funding = {
        "programme": "Erasmus+",
        "reference": "1-X",
        "starts_on": "2024-01-01",
        "ends_on": "2025-01-01",
    }
    resource = deposit(is_eu_funded=True, captions_waiver="Nothing is said.", **funding)
    put(resource, "film.mp4", MP4)

    publish_resource_of(resource)

    resource.refresh_from_db()
    assert (resource.programme, resource.captions_waiver) == ("Erasmus+", "Nothing is said.")


def test_a_change_to_what_is_published_drops_what_no_field_shows():
    resource = ResourceFactory(minutes=120)

    change_resource(member=resource.depositor, resource=resource, title="Sheet")

    resource.refresh_from_db()
    assert (resource.title, resource.minutes) == ("Sheet", None)


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({"title": "", "abstract": "", "licence": ""}, ["title", "abstract", "licence", "files"]),
        ({"licence": "all-rights-reserved"}, ["link"]),
        ({"link": "https://example.org", "ai_used": True}, ["ai_tool", "ai_reviewer"]),  # R19
        ({"link": "https://example.org", "type": "trainer_package"}, ["files", "exchange_activity"]),  # R15
        ({"link": "https://example.org", "type": "video"}, ["captions_waiver"]),  # R20
        (
            {"link": "https://example.org", "type": "project", "is_eu_funded": True},  # R21
            ["programme", "reference", "starts_on", "ends_on"],
        ),
        (
            {"link": "https://example.org", "is_eu_funded": True, "programme": "Erasmus+"},
            ["reference", "starts_on", "ends_on"],
        ),
        (
            {"link": "https://example.org", "type": "immersive"},
            ["files", "device_notes", "text_alternative"],  # R20
        ),
        (
            {"link": "https://example.org", "type": "micro_training"},  # R1 to R6
            ["minutes", "gestures", "outcome", "purpose", "certifies", "modes", "micro_theme"],
        ),
    ],
)
def test_publishing_names_every_field_where_something_is_missing(fields, missing):
    resource = deposit(**fields)

    assert refused(publish_resource, member=resource.depositor, resource=resource) == missing

    resource.refresh_from_db()
    assert resource.status == "draft"


def test_a_reserved_licence_refuses_files():
    resource = deposit(licence="all-rights-reserved", link="https://example.org")
    put(resource, "log.pdf")

    assert refused(publish_resource, member=resource.depositor, resource=resource) == ["licence"]


@pytest.mark.parametrize(("minutes", "allowed"), [(89, False), (90, True), (1440, True), (1441, False)])
def test_r1_a_micro_training_lasts_from_ninety_minutes_to_a_day(minutes, allowed):
    resource = micro_training()

    if allowed:
        change_resource(member=resource.depositor, resource=resource, minutes=minutes)
        assert publish_resource(member=resource.depositor, resource=resource).is_published
    else:
        assert refused(change_resource, member=resource.depositor, resource=resource, minutes=minutes) == [
            "minutes"
        ]


def test_r2_r4_and_r6_are_asked_of_a_micro_training():
    resource = micro_training(modes=["video", "video"], micro_theme="territory")
    change_resource(member=resource.depositor, resource=resource, gestures=[("One", ""), ("  ", "nobody")])

    fields = refused(publish_resource, member=resource.depositor, resource=resource)

    assert fields == ["gestures", "modes", "region"]


def test_r2_a_learner_never_assesses():
    resource = micro_training()

    with pytest.raises(IntegrityError), transaction.atomic():
        Gesture.objects.filter(resource=resource).update(assessed_by="learner")


def test_r5_training_leads_on_without_a_circle():
    first, second, third = micro_training(), micro_training(), micro_training()
    change_resource(member=first.depositor, resource=first, leads_to=[second])
    change_resource(member=second.depositor, resource=second, leads_to=[third])

    assert refused(change_resource, member=third.depositor, resource=third, leads_to=[first]) == ["leads_to"]
    assert refused(change_resource, member=third.depositor, resource=third, leads_to=[third]) == ["leads_to"]
    assert list(third.leads_to.all()) == []


def test_r5_one_at_a_time_says_what_leads_on_to_what(monkeypatch):
    first, second = micro_training(), micro_training()
    locked = []
    monkeypatch.setattr("repository.services.resources.lock_name", locked.append)

    change_resource(member=second.depositor, resource=second, title="Other")
    change_resource(member=second.depositor, resource=second, leads_to=[])
    change_resource(member=second.depositor, resource=second, leads_to=[first])

    assert locked == ["repository.leads_to"]


def test_the_rules_still_hold_after_a_change_of_something_published():
    resource = publish_resource_of(micro_training())

    fields = refused(
        change_resource, member=resource.depositor, resource=resource, modes=["video"], gestures=[]
    )

    assert fields == ["gestures", "modes"]
    resource.refresh_from_db()
    assert (resource.modes, resource.gestures.count()) == (["workshop", "video"], 2)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"ends_on": "2024-01-01", "starts_on": "2025-01-01"}, "ends_on"),
        ({"language": "klingon"}, "language"),
        ({"languages": ["en", "xx-yy"]}, "languages"),
        ({"country": "XX"}, "country"),
        ({"eqf": 9}, "eqf"),
        ({"isced_f": "0799"}, "isced_f"),
        ({"licence": "MIT"}, "licence"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"year": 12}, "year"),
        ({"region": "Bolzano"}, "region"),
        ({"region": "XX999"}, "region"),
        ({"modes": ["dancing"]}, "modes"),
        ({"type": "song"}, "type"),
        ({"title": "x" * 300}, "title"),
        ({"abstract": "x" * 60_000}, "abstract"),
    ],
)
def test_wrong_values_do_not_even_stand_in_a_draft(fields, wrong):
    import datetime as dt

    fields = {k: dt.date.fromisoformat(v) if k.endswith("_on") else v for k, v in fields.items()}

    assert refused(deposit, **fields) == [wrong]
    assert Resource.objects.count() == 0


@pytest.mark.parametrize(
    "values",
    [
        {"title": ""},
        {"licence": "all-rights-reserved", "link": ""},
        {"status": "withdrawn", "withdrawn_reason": ""},
        {"minutes": 60},
        {"type": "micro_training"},
        {"type": "trainer_package"},
        {"type": "immersive"},
        {"ai_used": True},
        {"is_eu_funded": True, "programme": "Erasmus+", "reference": "2023-1", "starts_on": "2023-10-01"},
        {"eqf": 9},
        {"published_at": None},
    ],
)
def test_the_database_refuses_what_the_rules_refuse(values):
    resource = ResourceFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Resource.objects.filter(pk=resource.pk).update(**values)
