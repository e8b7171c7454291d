"""Depositing and what happens to a resource afterwards; the rules, at the services."""

import importlib
import io
import uuid

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from cop.core.errors import RuleError
from cop.core.files import FileRefusedError
from repository.models import (
    Gesture,
    MaterialLanguage,
    Resource,
    ResourceVersion,
    StoredFile,
    VersionFile,
)
from repository.policies import can_deposit, can_edit_resource, can_withdraw
from repository.services import (
    ResourceWithdrawnError,
    VersionFixedError,
    add_file,
    change_resource,
    delete_draft,
    deposit_resource,
    discard_version,
    publish_resource,
    publish_version,
    remove_file,
    set_roles,
    start_version,
    withdraw_resource,
)
from repository.signals import resource_changed
from tests.factories.members import MemberFactory, MembershipFactory, OrganisationFactory, ThemeFactory
from tests.factories.repository import ResourceFactory, draft

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n"
WHOLE = {
    "title": "Log",
    "abstract": "One page.",
    "licence": "CC-BY-4.0",
    "type": "document",
    "language": "en",
}


def put(resource, name, content=PDF):
    return add_file(member=resource.depositor, resource=resource, file=io.BytesIO(content), name=name)


def deposit(**fields):
    return deposit_resource(depositor=fields.pop("depositor", None) or MemberFactory(), **{**WHOLE, **fields})


def refused(call, **kwargs):
    with pytest.raises(RuleError) as refusal:
        call(**kwargs)
    return refusal.value.fields


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


def test_a_deposit_is_a_draft_with_one_open_version_and_the_depositors_place():
    organisation = OrganisationFactory(name="Wood school")
    member = MemberFactory(organisation=organisation, country="IT", writes=["it"])

    resource = deposit_resource(
        depositor=member, type="document", title="  Registro \n umidità ", abstract="**Sì**"
    )

    resource.refresh_from_db()
    assert (resource.status, resource.title, resource.title_key) == (
        "draft",
        "Registro umidità",
        "registro umidita",
    )
    assert (resource.language, resource.languages, resource.country) == ("it", ["it"], "IT")
    assert (resource.organisation, resource.authors) == (organisation, ["Wood school"])
    assert (resource.abstract_html, resource.summary) == ("<p><strong>Sì</strong></p>", "Sì")
    assert list(resource.versions.values_list("number", "published_at")) == [(1, None)]
    assert list(MaterialLanguage.objects.values_list("language", flat=True)) == ["it"]


def test_the_same_form_twice_is_one_draft_and_nobody_elses_token_works():
    member, token = MemberFactory(), uuid.uuid4()

    first = deposit_resource(depositor=member, token=token, **WHOLE)
    second = deposit_resource(depositor=member, token=token, **WHOLE)

    assert (first, Resource.objects.count()) == (second, 1)
    with pytest.raises(PermissionDenied):
        deposit_resource(depositor=MemberFactory(), token=token, **WHOLE)


def test_the_same_form_twice_at_once_is_one_draft(monkeypatch):
    member, token = MemberFactory(), uuid.uuid4()
    first = deposit_resource(depositor=member, token=token, **WHOLE)
    look, missed = Resource.objects.filter, []

    def too_early(**fields):
        found = look(**fields)
        if fields == {"token": token} and not missed:
            missed.append(token)
            return found.none()
        return found

    monkeypatch.setattr(Resource.objects, "filter", too_early)

    second = deposit_resource(depositor=member, token=token, **WHOLE)

    assert (missed, second, look().count()) == ([token], first, 1)


def test_publishing_fixes_the_version_and_says_so_once_inside_the_transaction():
    heard = []
    resource = deposit()
    put(resource, "log.pdf")

    def listen(**kwargs):
        heard.append((kwargs["resource_id"], transaction.get_connection().in_atomic_block))

    resource_changed.connect(listen)
    try:
        published = publish_resource(member=resource.depositor, resource=resource)
        again = publish_resource(member=resource.depositor, resource=resource)
    finally:
        resource_changed.disconnect(listen)

    assert heard == [(resource.pk, True)]
    assert (published.status, published.format, again.published_at) == (
        "published",
        "PDF",
        published.published_at,
    )
    with pytest.raises(VersionFixedError):
        put(resource, "other.pdf")
    with pytest.raises(VersionFixedError):
        remove_file(member=resource.depositor, version_file=resource.versions.get().files.get())


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


def publish_resource_of(resource):
    return publish_resource(member=resource.depositor, resource=resource)


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


def test_script_in_every_field_is_text():
    evil = "<script>alert(1)</script>"

    resource = deposit(title=evil, abstract=evil, link="https://example.org")
    change_resource(member=resource.depositor, resource=resource, tags=[evil], authors=[evil])

    resource.refresh_from_db()
    assert "<script" not in resource.abstract_html
    assert (resource.title, resource.authors) == (evil, [evil])


def test_themes_tags_and_languages_are_replaced_as_a_whole():
    resource = deposit(languages=["en", "it"])
    theme = ThemeFactory()

    change_resource(
        member=resource.depositor, resource=resource, themes=[theme], tags=[" #Wood ", "wood", "", "log"],
        languages=["it", "el"],
    )  # fmt: skip

    assert list(resource.themes.all()) == [theme]
    assert sorted(tag.name.lower() for tag in resource.tags.all()) == ["log", "wood"]
    assert sorted(resource.material_languages.values_list("language", flat=True)) == ["el", "it"]


def test_nobody_deposits_for_an_organisation_they_do_not_belong_to():
    resource = deposit()
    foreign = OrganisationFactory()

    fields = refused(change_resource, member=resource.depositor, resource=resource, organisation=foreign)

    assert fields == ["organisation"]
    MembershipFactory(member=resource.depositor, organisation=foreign, state="accepted")
    assert (
        change_resource(member=resource.depositor, resource=resource, organisation=foreign).organisation
        == foreign
    )


def test_one_content_is_stored_once_and_a_name_is_replaced():
    resource, other = deposit(), deposit()

    put(resource, "log.pdf")
    put(other, "same.pdf")
    replaced = put(resource, "log.pdf", PDF + b"%more")

    assert StoredFile.objects.count() == 2
    assert list(resource.versions.get().files.values_list("name", flat=True)) == ["log.pdf"]
    with replaced.file.open() as stored:
        assert stored.read() == PDF + b"%more"
    assert replaced.file.path.startswith(f"{replaced.file.sha256[:2]}/")


def test_what_has_no_room_in_a_version_is_not_even_stored(monkeypatch):
    monkeypatch.setattr("repository.services.versions.FILES_MOST", 1)
    resource = deposit()
    put(resource, "log.pdf")

    with pytest.raises(FileRefusedError, match="holds up to 1 files"):
        put(resource, "other.pdf", PDF + b"2")

    assert StoredFile.objects.count() == 1
    assert put(resource, "log.pdf", PDF + b"3").file.size_bytes == len(PDF) + 1


def test_roles_are_guessed_and_can_be_changed():
    resource = deposit(type="trainer_package")
    manual, sheet = put(resource, "manual.pdf"), put(resource, "sheet.pdf", PDF + b"2")
    assert (manual.role, sheet.role) == ("manual", "main")

    set_roles(member=resource.depositor, resource=resource, roles={sheet.pk: "manual", manual.pk: "nonsense"})

    assert list(resource.versions.get().files.values_list("role", flat=True)) == ["manual", "manual"]


def test_a_file_gets_no_role_its_type_cannot_have():
    resource = deposit()
    guide = put(resource, "guide.pdf")

    for role in ("manual", "poster", "captions"):
        set_roles(member=resource.depositor, resource=resource, roles={guide.pk: role})

    assert resource.versions.get().files.get().role == "manual"


@pytest.mark.parametrize(
    ("kind", "role", "missing"),
    [("video", "captions", ["files", "captions_waiver"]), ("immersive", "poster", ["files"])],
)
def test_r20_asks_for_a_file_that_is_what_its_role_says(kind, role, missing):
    resource = deposit(type=kind, device_notes="A browser.", text_alternative="A plane.")
    guide = put(resource, "guide.pdf")
    VersionFile.objects.filter(pk=guide.pk).update(role=role)

    assert refused(publish_resource, member=resource.depositor, resource=resource) == missing


@pytest.mark.parametrize(
    ("name", "content", "missing"),
    [
        ("a.mp4", b"\0\0\0\x18ftypisom\0\0\2\0isommp42" + b"\0" * 20, "captions_waiver"),
        ("a.glb", b"glTF\2\0\0\0\x0c\0\0\0", "text_alternative"),
    ],
)
def test_r20_holds_for_films_and_models_in_whatever_type(name, content, missing):
    resource = deposit(type="tool")
    put(resource, name, content)

    assert refused(publish_resource, member=resource.depositor, resource=resource) == [missing]

    change_resource(member=resource.depositor, resource=resource, **{missing: "A plane, silent."})
    assert publish_resource_of(resource).is_published


def test_a_new_version_takes_the_files_along_and_leaves_the_old_one_as_it_was():
    resource = deposit()
    put(resource, "log.pdf")
    publish_resource_of(resource)

    version = start_version(member=resource.depositor, resource=resource)
    assert start_version(member=resource.depositor, resource=resource) == version
    put(resource, "log.pdf", PDF + b"2")
    token = uuid.uuid4()
    second = publish_version(member=resource.depositor, resource=resource, note="Better.", token=token)
    sent_again = publish_version(member=resource.depositor, resource=resource, note="Better.", token=token)

    assert (second, sent_again.pk) == (version, version.pk)
    first = resource.versions.get(number=1)
    assert [v.number for v in resource.versions.order_by("number")] == [1, 2]
    assert first.files.get().file != second.files.get().file


@pytest.mark.parametrize(
    ("name", "value"), [("licence", "CC0-1.0"), ("link", "https://example.org/moved"), ("link", "")]
)
def test_the_licence_and_the_link_of_a_published_version_stay_as_they_are(name, value):
    resource = deposit(link="https://example.org/first")
    put(resource, "log.pdf")
    publish_resource_of(resource)
    member = resource.depositor
    terms = {"licence": "CC-BY-4.0", "link": "https://example.org/first"}

    with pytest.raises(RuleError, match="Make a new version") as refusal:
        change_resource(member=member, resource=resource, title="New", **{**terms, name: value})
    change_resource(member=member, resource=resource, title="Other", **terms)

    resource.refresh_from_db()
    assert refusal.value.fields == [name]
    assert (resource.title, resource.licence, resource.link) == ("Other", *terms.values())


def test_a_new_version_may_have_another_licence_and_link_and_the_old_one_keeps_its_own():
    resource = deposit(link="https://example.org/first")
    publish_resource_of(resource)
    member = resource.depositor
    start_version(member=member, resource=resource)
    link = "https://example.org/second"

    publish_version(member=member, resource=resource, note="Moved.", licence="CC0-1.0", link=f" {link} ")
    start_version(member=member, resource=resource)
    publish_version(member=member, resource=resource, note="Corrected.")

    resource.refresh_from_db()
    assert (resource.licence, resource.link) == ("CC0-1.0", link)
    assert list(resource.versions.order_by("number").values_list("licence", "link")) == [
        ("CC-BY-4.0", "https://example.org/first"),
        ("CC0-1.0", link),
        ("CC0-1.0", link),
    ]


@pytest.mark.parametrize(
    ("terms", "wrong"),
    [
        ({"licence": "MIT"}, ["licence"]),
        ({"licence": ""}, ["licence"]),
        ({"link": "javascript:alert(1)"}, ["link"]),
        ({"licence": "all-rights-reserved"}, ["licence", "link"]),
    ],
)
def test_a_new_version_keeps_the_rules_of_its_licence_and_link(terms, wrong):
    resource = deposit()
    put(resource, "log.pdf")
    publish_resource_of(resource)
    member = resource.depositor
    start_version(member=member, resource=resource)

    assert refused(publish_version, member=member, resource=resource, note="Other.", **terms) == wrong

    resource.refresh_from_db()
    assert (resource.licence, resource.link) == ("CC-BY-4.0", "")
    assert resource.versions.filter(published_at__isnull=True).exists()


def test_versions_published_before_take_the_licence_and_the_link_of_their_resource():
    published, unfinished = ResourceFactory(licence="CC0-1.0"), draft()
    ResourceVersion.objects.filter(resource=published).update(licence="CC-BY-4.0", link="")
    migration = importlib.import_module("repository.migrations.0006_terms_of_versions")

    migration.copy_terms(apps, None)

    assert list(published.versions.values_list("licence", "link")) == [("CC0-1.0", published.link)]
    assert list(unfinished.versions.values_list("licence", "link")) == [("", "")]


def test_no_version_is_published_without_a_licence():
    resource = ResourceFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        resource.versions.update(licence="")


def test_a_new_version_says_what_changed_and_can_be_given_up():
    resource = deposit()
    put(resource, "log.pdf")
    publish_resource_of(resource)
    start_version(member=resource.depositor, resource=resource)

    assert refused(publish_version, member=resource.depositor, resource=resource, note=" ") == ["note"]

    discard_version(member=resource.depositor, resource=resource)
    assert resource.versions.count() == 1
    assert start_version(member=resource.depositor, resource=resource).number == 2


def test_withdrawing_needs_a_reason_and_ends_all_changes():
    resource = ResourceFactory()
    member = resource.depositor

    assert refused(withdraw_resource, member=member, resource=resource, reason="  ") == ["reason"]
    withdrawn = withdraw_resource(member=member, resource=resource, reason="Out of date.")

    assert (withdrawn.status, withdrawn.withdrawn_reason) == ("withdrawn", "Out of date.")
    with pytest.raises(ResourceWithdrawnError):
        change_resource(member=member, resource=resource, title="New")
    with pytest.raises(PermissionDenied):
        start_version(member=member, resource=resource)


def test_only_a_draft_can_be_thrown_away():
    unfinished, published = draft(), ResourceFactory()

    delete_draft(member=unfinished.depositor, resource=unfinished)

    with pytest.raises(PermissionDenied):
        delete_draft(member=published.depositor, resource=published)
    assert list(Resource.objects.all()) == [published]


def people(resource):
    represents = MemberFactory()
    MembershipFactory(
        member=represents, organisation=resource.organisation, state="accepted", is_representative=True
    )
    return {
        "depositor": resource.depositor,
        "representative": represents,
        "editor": MemberFactory(roles=["editor"]),
        "moderator": MemberFactory(roles=["moderator"]),
        "member": MemberFactory(),
    }


@pytest.mark.parametrize(
    ("status", "editing", "withdrawing"),
    [
        ("draft", {"depositor", "editor"}, set()),
        ("published", {"depositor", "editor", "representative"}, {"depositor", "editor", "representative"}),
        ("withdrawn", {"depositor", "editor", "representative"}, set()),
    ],
)
def test_who_may_edit_and_withdraw(status, editing, withdrawing):
    resource = ResourceFactory(organisation=OrganisationFactory(), status=status, withdrawn_reason="Old.")
    roles = people(resource)

    assert {name for name, who in roles.items() if can_edit_resource(who, resource)} == editing
    assert {name for name, who in roles.items() if can_withdraw(who, resource)} == withdrawing
    assert {name for name, who in roles.items() if can_deposit(who)} == set(roles)


@pytest.mark.parametrize(
    ("status", "seeing"),
    [
        ("draft", {"depositor", "editor"}),
        ("published", {"depositor", "editor", "representative", "moderator", "member", "guest"}),
        ("withdrawn", {"depositor", "editor", "representative", "moderator", "member", "guest"}),
    ],
)
def test_who_sees_what(status, seeing):
    from django.contrib.auth.models import AnonymousUser

    resource = ResourceFactory(organisation=OrganisationFactory(), status=status, withdrawn_reason="Old.")
    roles = {**people(resource), "guest": AnonymousUser()}

    assert {name for name, who in roles.items() if Resource.objects.visible_to(who).exists()} == seeing


def test_others_cannot_change_publish_or_fill_a_draft():
    resource, other = draft(), MemberFactory()

    for call in (
        lambda: change_resource(member=other, resource=resource, title="Mine"),
        lambda: publish_resource(member=other, resource=resource),
        lambda: add_file(member=other, resource=resource, file=io.BytesIO(PDF), name="a.pdf"),
        lambda: set_roles(member=other, resource=resource, roles={}),
        lambda: delete_draft(member=other, resource=resource),
    ):
        with pytest.raises(PermissionDenied):
            call()


def test_in_languages_finds_the_material_not_the_record():
    resource = deposit(language="it", languages=["el", "en"])

    assert list(Resource.objects.in_languages(["el", "pt"])) == [resource]
    assert list(Resource.objects.in_languages(["it"])) == []
