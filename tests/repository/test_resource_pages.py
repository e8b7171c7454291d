"""The pages of the toolbox: as a guest, as a member, with bad input, within their budgets."""

import datetime as dt
import io
import json
import os
import re
import uuid
import zipfile

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cop.core.countries import sort_key
from cop.core.ratelimit import LIMITS
from cop.members.activity import contributions_of_member, contributions_of_organisation
from repository.forms.resource_fields import HoursField
from repository.models import Resource, StoredFile, VersionFile
from repository.policies import can_deposit
from repository.services import (
    Chosen,
    add_file,
    change_resource,
    delete_draft,
    deposit_resource,
    facet_counts,
    narrowed,
    publish_resource,
    start_version,
    total,
    withdraw_resource,
)
from repository.services.versions import store_file
from repository.signals import resource_origins
from tests.factories.members import MemberFactory, MembershipFactory, OrganisationFactory, ThemeFactory
from tests.factories.repository import ResourceFactory, draft

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n%%EOF\n"
TOOLBOX = "/en/sharing/resources/"


def upload(name="log.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def typed(**fields):
    sent = {
        "token": str(uuid.uuid4()), "type": "document", "title": "Moisture log", "abstract": "One page.",
        "language": "en", "licence": "CC-BY-4.0", "publish": "1", **fields,
    }  # fmt: skip
    return {name: value for name, value in sent.items() if value is not None}


@pytest.fixture
def member(client):
    found = MemberFactory(country="IT", writes=["en"])
    client.force_login(found)
    return found


def with_file(member=None, **fields):
    """A published document with one PDF."""
    resource = deposit_resource(
        depositor=member or MemberFactory(), type="document", title="Log", abstract="One page.",
        licence="CC-BY-4.0", **fields,
    )  # fmt: skip
    add_file(member=resource.depositor, resource=resource, file=io.BytesIO(PDF), name="log.pdf")
    return publish_resource(member=resource.depositor, resource=resource)


def address(resource, name="resource"):
    return reverse(f"resources:{name}", kwargs=resource.address)


def file_address(placed):
    version = placed.version
    return reverse(
        "resources:file",
        kwargs={
            **version.resource.address,
            "number": version.number,
            "file_id": placed.pk,
            "name": placed.name,
        },
    )


# --- The toolbox ------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("as_member", "most"), [(False, 8), (True, 12)])
def test_the_toolbox_keeps_to_its_budget(client, rows, as_member, most):
    for _n in range(rows):
        change_resource(
            member=(resource := with_file()).depositor, resource=resource, themes=[ThemeFactory()],
            organisation=None,
        )  # fmt: skip
    if as_member:
        client.force_login(MemberFactory())

    client.get(TOOLBOX)  # what all pages share is cached from here on
    with CaptureQueriesContext(connection) as queries:
        response = client.get(TOOLBOX, {"language": "en", "type": "document"})

    assert response.content.decode().count('class="resource-row in-sharing"') == rows
    assert len(queries) <= (3 if not as_member else 7) <= most


def test_a_guest_reads_without_a_session_or_a_write(client):
    resource = with_file()

    with CaptureQueriesContext(connection) as queries:
        for path in (TOOLBOX, address(resource)):
            assert client.get(path).cookies == {}

    assert [query["sql"] for query in queries if not query["sql"].lstrip("(").startswith("SELECT")] == []


def test_the_toolbox_shows_what_is_published_and_nothing_else(client, member):
    shown, unfinished, gone = (
        ResourceFactory(title="Shown"),
        draft(title="Unfinished"),
        ResourceFactory(title="Gone"),
    )
    draft(title="My own draft", depositor=member)
    withdraw_resource(member=gone.depositor, resource=gone, reason="Old.")

    page = client.get(TOOLBOX).content.decode()

    assert shown.title in page
    assert not re.search("Unfinished|Gone|My own draft", page)
    assert unfinished.is_draft


def choose(query):
    return Chosen.from_query(QueryDict(query))


def test_each_facet_is_counted_among_what_the_others_leave():
    wood = ThemeFactory(key="wood")
    first = ResourceFactory(type="tool", language="it", country="IT", eqf=3)
    ResourceFactory(type="tool", language="en", country="IE")
    ResourceFactory(type="document", language="it", country="IT")
    first.themes.add(wood)
    chosen = choose("type=tool&language=it&eqf=99&language=&nonsense=1")

    counts = facet_counts(Resource.objects.published(), chosen)

    assert counts["type"] == {"tool": 1, "document": 1}
    assert counts["language"] == {"it": 1, "en": 1}
    assert (counts["country"], counts["eqf"], counts["theme"]) == ({"IT": 1}, {"3": 1}, {"wood": 1})
    assert total(counts, chosen) == 1
    assert list(narrowed(Resource.objects.published(), chosen)) == [first]


def test_a_language_stands_for_its_regions_and_counts_a_resource_once():
    both = ResourceFactory(language="pt", languages=["pt", "pt-BR"])
    brazilian = ResourceFactory(language="pt-BR", languages=["pt-BR"])
    ResourceFactory(language="it")
    published = Resource.objects.published()

    assert facet_counts(published, choose(""))["language"] == {"pt": 2, "it": 1}
    for code in ("pt", "pt-BR"):
        assert set(narrowed(published, choose(f"language={code}"))) == {both, brazilian}


@pytest.mark.parametrize(
    "query", ["theme=wood", "country=IT", "eqf=3", "licence=CC0-1.0", "language=el", "type=video"]
)
def test_every_facet_narrows(query):
    ResourceFactory()
    wanted = ResourceFactory(
        type="video", language="el", country="IT", eqf=3, licence="CC0-1.0", captions_waiver="Silent."
    )
    wanted.themes.add(ThemeFactory(key="wood"))

    assert list(narrowed(Resource.objects.published(), choose(query))) == [wanted]


def test_chosen_filters_are_chips_that_lead_back(client):
    ResourceFactory(type="tool", language="it")

    response = client.get(TOOLBOX, {"type": "tool", "language": "it", "after": "x", "order": "title"})

    assert [(chip["label"], chip["url"]) for chip in response.context["chips"]] == [
        ("Tool", f"{TOOLBOX}?language=it&order=title"),
        ("Italiano", f"{TOOLBOX}?type=tool&order=title"),
    ]


@pytest.mark.parametrize(
    ("order", "titles"), [("", ["Zebra", "élan", "Ant"]), ("title", ["Ant", "élan", "Zebra"])]
)
def test_the_order_is_newest_or_title_and_pages_follow_it(client, order, titles):
    for title in ("Ant", "élan", "Zebra"):
        ResourceFactory(title=title, title_key=sort_key(title))

    response = client.get(TOOLBOX, {"order": order})

    assert [row.title for row in response.context["page"]] == titles


@pytest.mark.parametrize("value", ["' OR 1=1", "\x00", "x" * 5000, "🪚", "xx"])
def test_a_filter_nobody_offers_finds_nothing_and_breaks_nothing(client, value):
    ResourceFactory()

    for facet in ("type", "language", "theme", "country", "eqf", "licence", "after", "order"):
        assert client.get(TOOLBOX, {facet: value}).status_code == 200


# --- One resource -----------------------------------------------------------------------------


def test_a_wrong_slug_leads_to_the_right_one(client):
    resource = ResourceFactory(title="Moisture log")

    response = client.get(f"/en/sharing/resources/{resource.pk}-other/?a=1")

    assert (response.status_code, response["Location"]) == (302, f"{address(resource)}?a=1")


@pytest.mark.parametrize(
    ("title", "slug"), [("Υγρασία", "ygrasia"), ("Moisture, log", "moisture-log"), ("…", "document")]
)
def test_the_slug_has_words_or_says_the_type(title, slug):
    assert ResourceFactory(title=title).slug == slug


@pytest.mark.parametrize("versions", [1, 3])
def test_the_page_costs_the_same_for_every_number_of_versions(client, versions):
    resource = with_file()
    for number in range(2, versions + 1):
        version = resource.versions.create(
            number=number,
            published_at=resource.published_at,
            licence="CC0-1.0",
            link="https://example.org/old",
        )
        version.files.create(file=resource.versions.get(number=1).files.get().file, name=f"{number}.pdf")

    client.get(address(resource))  # what all pages share is cached from here on
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address(resource))

    assert len(response.context["versions"]) == versions
    assert len(queries) <= 7


def test_what_members_wrote_is_marked_with_its_language_and_never_markup(client):
    resource = ResourceFactory(
        title="<script>alert(1)</script>", language="it", authors=["<b>"], summary="<i>"
    )

    page = client.get(address(resource)).content.decode()

    assert "<script>alert" not in page
    assert '<h1 lang="it" dir="auto">&lt;script&gt;' in page
    (linked,) = re.findall(r'<script type="application/ld\+json" nonce="[^"]+">(.*?)</script>', page)
    assert json.loads(linked)["name"] == "<script>alert(1)</script>"


def test_a_withdrawn_resource_keeps_its_page_and_its_reason_but_not_its_files(client):
    resource = with_file()
    placed = VersionFile.objects.get()
    withdraw_resource(member=resource.depositor, resource=resource, reason="Prices of 2023.")

    page = client.get(address(resource))
    refused = client.get(file_address(placed))
    client.force_login(resource.depositor)

    assert "Prices of 2023." in page.content.decode()
    assert "log.pdf" not in page.content.decode()
    assert (refused.status_code, client.get(file_address(placed)).status_code) == (404, 200)


def test_the_reference_can_be_taken_as_bibtex(client):
    resource = with_file(authors=["School {x}", "R&D_2"], year=2025)

    text = client.get(address(resource, "citation")).content.decode()

    assert "author = {{School x} and {R\\&D\\_2}}" in text
    assert "year = {2025}" in text


@pytest.mark.parametrize(
    ("status", "who", "found"),
    [
        ("published", "guest", 200),
        ("draft", "guest", 404),
        ("draft", "member", 404),
        ("draft", "depositor", 200),
        ("draft", "editor", 200),
        ("draft", "representative", 404),
        ("withdrawn", "member", 404),
        ("withdrawn", "representative", 200),
    ],
)
def test_files_are_given_to_those_who_may_see_them(client, status, who, found):
    organisation = OrganisationFactory()
    resource = with_file()
    represents = MemberFactory()
    MembershipFactory(member=represents, organisation=organisation, state="accepted", is_representative=True)
    Resource.objects.filter(pk=resource.pk).update(
        status=status, withdrawn_reason="Old.", organisation=organisation
    )
    people = {
        "member": MemberFactory(),
        "depositor": resource.depositor,
        "editor": MemberFactory(roles=["editor"]),
        "representative": represents,
    }
    if who != "guest":
        client.force_login(people[who])

    assert client.get(file_address(VersionFile.objects.get())).status_code == found


def test_a_file_comes_with_headers_that_let_nothing_run_and_is_not_under_media(client, settings):
    resource = with_file()
    placed = VersionFile.objects.select_related("file", "version__resource").get()

    response = client.get(file_address(placed))
    shown = client.get(file_address(placed), {"inline": "1"}, headers={"range": "bytes=0-3"})

    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"] == 'attachment; filename="log.pdf"'
    assert "sandbox" in response["Content-Security-Policy"]
    assert (shown.status_code, b"".join(shown.streaming_content)) == (206, b"%PDF")
    assert client.get(settings.MEDIA_URL + placed.file.path, follow=True).status_code == 404
    assert resource.versions.count() == 1


FILM = b"\0\0\0\x18ftypisom\0\0\2\0isommp42" + b"\0" * 20
SRT = "1\r\n0:00:01,000 --> 00:00:02,500\r\nS\u00ec, a, b\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_film_plays_with_captions_that_came_as_srt(client, encoding):
    resource = deposit_resource(
        depositor=MemberFactory(), type="tool", title="Log", abstract="One page.", licence="CC-BY-4.0"
    )
    for name, content in (("film.mp4", FILM), ("film.it.srt", SRT.encode(encoding))):
        add_file(member=resource.depositor, resource=resource, file=io.BytesIO(content), name=name)
    publish_resource(member=resource.depositor, resource=resource)
    url = file_address(VersionFile.objects.get(name="film.it.srt"))

    track, file = client.get(url, {"inline": "1"}), client.get(url)

    assert f'<track kind="captions" src="{url}?inline=1"' in client.get(address(resource)).content.decode()
    assert track["Content-Type"] == "text/vtt; charset=utf-8"
    assert b"".join(track.streaming_content).decode() == (
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.500\nS\u00ec, a, b\n"
    )
    assert b"".join(file.streaming_content) == SRT.encode(encoding)


def test_a_quicktime_film_is_only_for_download(client):
    resource = with_file()
    StoredFile.objects.update(media_type="video/quicktime")

    page = client.get(address(resource))

    assert page.context["preview"] is None
    assert page.context["download"]["name"] == "log.pdf"


def test_the_details_offer_what_a_film_asks_for_as_soon_as_it_came(client, member):
    resource = draft(depositor=member, type="tool")
    resource.versions.update(published_at=None)

    response = client.post(
        address(resource, "edit"), details(resource, publish="1", files=[upload("film.mp4", FILM)])
    )

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["captions_waiver"])
    assert 'name="captions_waiver"' in response.content.decode()


def test_a_file_of_another_resource_or_version_is_not_found(client):
    resource, other = with_file(), with_file()
    placed = VersionFile.objects.get(version__resource=other)

    wrong = [
        {**resource.address, "number": 1, "file_id": placed.pk, "name": "log.pdf"},
        {**other.address, "number": 2, "file_id": placed.pk, "name": "log.pdf"},
    ]

    assert [client.get(reverse("resources:file", kwargs=kwargs)).status_code for kwargs in wrong] == [
        404,
        404,
    ]


# --- Depositing -------------------------------------------------------------------------------


def test_a_simple_document_is_published_in_one_step(client, member):
    response = client.post(f"{TOOLBOX}deposit/", typed(files=[upload()]))

    resource = Resource.objects.get()
    assert response["Location"] == address(resource)
    assert (resource.status, resource.depositor, resource.format) == ("published", member, "PDF")


def test_a_form_sent_twice_makes_one_resource(client, member):
    fields = typed(link="https://example.org/a")

    first = client.post(f"{TOOLBOX}deposit/", fields)
    second = client.post(f"{TOOLBOX}deposit/", fields)

    assert first["Location"] == second["Location"]
    assert Resource.objects.count() == 1


def test_a_draft_is_kept_and_leads_to_the_details(client, member):
    response = client.post(f"{TOOLBOX}deposit/", typed(publish=None, draft="1"))

    resource = Resource.objects.get()
    assert (resource.status, response["Location"]) == ("draft", address(resource, "edit"))
    assert resource.title in client.get(address(resource, "edit")).content.decode()


def test_files_are_kept_when_other_fields_are_wrong(client, member):
    fields = typed(title="")

    wrong = client.post(f"{TOOLBOX}deposit/", {**fields, "files": [upload()]})
    right = client.post(f"{TOOLBOX}deposit/", {**fields, "title": "Moisture log"})

    assert wrong.status_code == 422
    assert "log.pdf" in wrong.content.decode()
    assert "One page." in wrong.content.decode()
    resource = Resource.objects.get()
    assert (right["Location"], resource.title, resource.status) == (
        address(resource),
        "Moisture log",
        "published",
    )


def bomb():
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", b"0" * 40_000_000)
    return sink.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("log.pdf", b"MZ\x90 a program", "is a program"),
        ("log.pdf", b"", "is empty"),
        ("log.zip", bomb(), "far beyond its size"),
        ("log.png", b"\x89PNG\r\n\x1a\n broken", "damaged picture"),
        ("log.pdf", b"%PDF-" + b"x" * 5000, "a file may have"),
    ],
)
def test_a_bad_file_is_refused_at_its_field_and_nothing_typed_is_lost(
    client, member, settings, name, content, says
):
    settings.UPLOAD_MAX_BYTES = 4096 if says == "a file may have" else 10**8

    response = client.post(f"{TOOLBOX}deposit/", typed(files=[upload(name, content)]))

    assert response.status_code == 422
    assert any(says in error for error in response.context["form"].errors["files"])
    assert "One page." in response.content.decode()
    assert not Resource.objects.published().exists()


def test_what_is_missing_for_the_type_is_named_on_the_details_page(client, member):
    response = client.post(f"{TOOLBOX}deposit/", typed(type="micro_training", files=[upload()]), follow=True)

    resource = Resource.objects.get()
    assert response.redirect_chain == [(address(resource, "edit"), 302)]
    assert [gap["anchor"] for gap in response.context["missing"]] == [
        "id_minutes", "id_gesture_1", "id_outcome", "id_purpose", "id_certifies", "id_modes", "id_micro_theme",
    ]  # fmt: skip
    assert resource.is_draft


def details(resource, **fields):
    return {
        "title": resource.title, "abstract": resource.abstract, "language": "en", "licence": "CC-BY-4.0",
        "type": resource.type, "eqf": "3", **fields,
    }  # fmt: skip


def test_the_short_form_names_all_that_is_wrong_or_missing_at_once(client, member):
    sent = typed(type="micro_training", title="", licence="all-rights-reserved", ai_used="on")

    response = client.post(f"{TOOLBOX}deposit/", sent)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["title", "link"]
    assert "With all rights reserved, give a link to where it can be had." in response.text
    assert len(response.context["later"]) == 9
    assert "The next page asks for the rest" in response.text
    assert "Give the duration: from 1 h 30 to 24 h." in response.text


def test_the_short_form_without_anything_asks_for_everything(client, member):
    response = client.post(f"{TOOLBOX}deposit/", typed(title="", abstract="", licence=None))

    assert set(response.context["form"].errors) == {"title", "abstract", "licence", "files"}
    assert response.context["later"] == []


@pytest.mark.parametrize("minutes", ["soon", "0:45", "24 h 30"])
def test_a_wrong_duration_hides_nothing_and_the_rest_is_kept(client, member, minutes):
    resource = draft(depositor=member, type="micro_training", link="https://example.org")

    response = client.post(
        address(resource, "edit"),
        details(
            resource,
            title="Better",
            link=resource.link,
            minutes=minutes,
            year="12",
            ai_used="on",
            publish="1",
        ),
    )

    resource.refresh_from_db()
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {
        "minutes", "year", "gesture_1", "outcome", "purpose", "certifies", "modes", "micro_theme",
        "ai_tool", "ai_reviewer",
    }  # fmt: skip
    assert (resource.title, resource.is_draft) == ("Better", True)
    assert [len(texts) for texts in response.context["form"].errors.values()] == [1] * 10


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("2:30", 150),
        ("2 h 30", 150),
        ("2h30 min", 150),
        ("24 h 30", 1470),
        ("24:30", 1470),
        ("90 min", 90),
        ("90", 90),
        ("3", 180),
        ("24 h", 1440),
        ("1.5 h", 90),
        ("1,5", 90),
        ("2 ώ. 30 λ.", 150),
        ("2,5 godz.", 150),
        ("", None),
    ],
)
def test_a_duration_is_read_as_people_write_it(text, minutes):
    assert HoursField(required=False).clean(text) == minutes


@pytest.mark.parametrize("text", ["2.30", "1.50 h", "2 h 75", "24.5", "a morning", "-3"])
def test_a_duration_with_two_meanings_or_none_is_refused_with_examples(text):
    with pytest.raises(ValidationError, match=r"for example 2:30, 2 h 30, 150 min or 2\.5 h"):
        HoursField(required=False).clean(text)


@pytest.mark.parametrize(
    ("minutes", "says"), [("24 h 30", "at most 24 h. Divide"), ("45 min", "If it is shorter")]
)
def test_a_duration_out_of_range_says_what_to_do(client, member, minutes, says):
    resource = draft(depositor=member, type="micro_training")

    assert says in client.post(address(resource, "edit"), details(resource, minutes=minutes)).text


def test_what_the_use_of_ai_asks_for_does_not_call_itself_optional(client, member):
    resource = draft(depositor=member)
    note = "needed when artificial intelligence was used"

    before = client.get(address(resource, "edit")).text
    Resource.objects.filter(pk=resource.pk).update(ai_used=True)
    ticked = client.get(address(resource, "edit")).text

    for name in ("ai_tool", "ai_reviewer"):
        label = (
            rf'<label class="field-label" for="id_{name}">[^<]+ <span class="field-optional">{note}</span>'
        )
        assert re.search(label, before)
        assert re.search(rf'for="id_{name}">[^<]+</label>', ticked)


@pytest.mark.parametrize("name", ["deposit", "edit", "new_version"])
def test_the_page_knows_how_large_a_file_may_be(client, member, settings, name):
    settings.UPLOAD_MAX_BYTES = 3 * 1024**2
    resource = with_file(member) if name == "new_version" else draft(depositor=member)
    path = reverse("resources:deposit") if name == "deposit" else address(resource, name)

    page = client.get(path).text

    assert 'data-most="3145728"' in page
    assert 'data-too-large="“@” has #; a file may have 3.0\xa0MB. Make it smaller' in page


def test_a_micro_training_is_completed_and_published(client, member):
    following = ResourceFactory()
    client.post(f"{TOOLBOX}deposit/", typed(type="micro_training", files=[upload()]))
    resource = Resource.objects.get(type="micro_training")

    response = client.post(
        address(resource, "edit"),
        details(
            resource, minutes="2:30", outcome="ability", purpose="part_time_job", modes=["workshop", "video"],
            micro_theme="territory", region="ith1", certifies="informal", gesture_1="Measures", criterion_1="Twice",
            gesture_2="Writes", leads_to=following.get_absolute_url(), publish="1",
        ),
    )  # fmt: skip

    resource.refresh_from_db()
    assert response["Location"] == address(resource)
    assert (resource.status, resource.minutes, resource.region) == ("published", 150, "ITH1")
    assert list(resource.gestures.values_list("text", "criterion")) == [("Measures", "Twice"), ("Writes", "")]
    assert list(resource.leads_to.all()) == [following]
    assert "Measures" in client.get(address(resource)).content.decode()


def test_wrong_details_are_named_at_their_fields_and_what_was_right_is_kept(client, member):
    foreign = draft()
    client.post(f"{TOOLBOX}deposit/", typed(type="micro_training", link="https://example.org"))
    resource = Resource.objects.get(depositor=member)

    response = client.post(
        address(resource, "edit"),
        details(
            resource, title="Better", minutes="0:45", leads_to=f"/en/sharing/resources/{foreign.pk}-x/",
            language="klingon", year="12", publish="1",
        ),
    )  # fmt: skip

    assert response.status_code == 422
    assert set(response.context["form"].errors) >= {"leads_to", "language", "minutes", "year"}
    assert 'value="0:45"' in response.content.decode()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("authors", "School\x00 x"),
        ("tags", "wood, l\x00g"),
        ("authors", "x" * 201),
        ("tags", "x" * 61),
        ("authors", "\n".join(f"School {number}" for number in range(51))),
        ("tags", ",".join(f"tag {number}" for number in range(13))),
    ],
)
def test_each_entry_of_a_list_is_checked_and_how_many_there_are(client, member, name, value):
    resource = draft(depositor=member, link="https://example.org")

    response = client.post(address(resource, "edit"), details(resource, **{name: value}))

    assert (response.status_code, list(response.context["form"].errors)) == (422, [name])


def test_a_list_may_be_longer_than_one_of_its_entries(client, member):
    resource = draft(depositor=member, link="https://example.org")
    authors = [f"{number} {'x' * 190}" for number in range(8)]

    client.post(address(resource, "edit"), details(resource, authors="\n".join(authors)))

    resource.refresh_from_db()
    assert resource.authors == authors
    assert 'maxlength="200" id="id_authors"' not in client.get(address(resource, "edit")).content.decode()


def test_the_last_day_before_the_first_is_refused(client, member):
    client.post(f"{TOOLBOX}deposit/", typed(type="project", publish=None, link="https://example.org"))
    resource = Resource.objects.get()

    response = client.post(
        address(resource, "edit"), details(resource, starts_on="2025-02-01", ends_on="2024-02-01")
    )

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["ends_on"])


def test_what_the_union_paid_for_is_shown_with_its_disclaimer_whatever_its_type(client, member):
    resource = draft(depositor=member, link="https://example.org", is_eu_funded=True)
    funding = {
        "link": resource.link,
        "programme": "Erasmus+",
        "reference": "2023-1-X",
        "starts_on": "2023-10-01",
    }

    gaps = client.post(
        address(resource, "edit"), details(resource, is_eu_funded="on", publish="1", **funding)
    )
    whole = {**funding, "is_eu_funded": "on", "ends_on": "2025-09-30"}
    client.post(address(resource, "edit"), details(resource, publish="1", **whole))

    assert (gaps.status_code, list(gaps.context["form"].errors)) == (422, ["ends_on"])
    page = client.get(address(resource)).content.decode()
    assert "2023-1-X" in page
    assert "Neither the European Union nor EACEA" in page


def test_a_project_says_who_funded_it_even_in_a_draft_without_a_programme(client, member):
    resource = draft(depositor=member, type="project", is_eu_funded=True)

    assert 'id="project-funding"' in client.get(address(resource)).content.decode()


def test_files_get_roles_and_can_be_taken_out(client, member):
    client.post(
        f"{TOOLBOX}deposit/", typed(type="trainer_package", files=[upload(), upload("b.csv", b"1;2")])
    )
    resource = Resource.objects.get()
    manual, sheet = resource.versions.get().files.order_by("pk")

    client.post(
        address(resource, "edit"), {**details(resource), f"role-{sheet.pk}": "manual", "role-999": "main"}
    )
    client.post(address(resource, "edit"), {**details(resource), "remove": str(manual.pk)})

    assert list(resource.versions.get().files.values_list("name", "role")) == [("b.csv", "manual")]


def test_a_file_number_no_database_holds_is_passed_over(client, member):
    client.post(f"{TOOLBOX}deposit/", typed(publish=None, files=[upload()]))
    resource = Resource.objects.get()

    response = client.post(address(resource, "edit"), {**details(resource), f"role-{'9' * 30}": "main"})

    assert response.status_code == 302


def test_a_new_version_is_published_and_the_old_one_stays(client, member):
    resource = with_file(member)
    path = address(resource, "new_version")
    fields = {"token": str(uuid.uuid4()), "listed": "log.pdf", "licence": resource.licence}

    unsaid = client.post(path, {**fields, "note": "", "files": [upload("new.pdf", PDF + b"2")]})
    sent = {**fields, "note": "New species.", "listed": ["log.pdf", "new.pdf"], "keep": "new.pdf"}
    said, again = client.post(path, sent), client.post(path, sent)

    assert unsaid.status_code == 422
    assert "new.pdf" in unsaid.content.decode()
    assert (said["Location"], again["Location"]) == (address(resource), address(resource))
    versions = resource.versions.order_by("number")
    assert [[file.name for file in version.files.all()] for version in versions] == [["log.pdf"], ["new.pdf"]]
    page = client.get(address(resource)).content.decode()
    assert "log.pdf" in page
    assert "New species." in page


def test_a_new_version_may_change_the_licence_and_the_link_and_the_old_ones_stay_on_the_page(client, member):
    resource = ResourceFactory(depositor=member, link="https://example.org/first")
    path = address(resource, "new_version")
    sent = {"token": str(uuid.uuid4()), "licence": "CC0-1.0", "link": "https://example.org/second"}

    form = client.get(path).context["form"]
    unsaid = client.post(path, sent).text
    said = client.post(path, {**sent, "note": "Moved."})

    assert (form["link"].value(), form["licence"].value()) == (resource.link, "CC-BY-4.0")
    assert 'value="https://example.org/second"' in unsaid
    assert re.search('value="CC0-1.0" checked', unsaid)
    assert said["Location"] == address(resource)
    rows = BeautifulSoup(client.get(address(resource)).text, "html.parser").select("tbody tr")
    new, old = [[link["href"] for link in row.select("a")] for row in rows]
    assert new == ["https://example.org/second"]
    assert old == ["https://example.org/first", "https://creativecommons.org/licenses/by/4.0/"]
    assert "CC BY 4.0" in rows[1].text


def test_the_old_links_of_a_withdrawn_resource_are_gone_with_its_files(client):
    resource = ResourceFactory(link="https://example.org/first")
    withdraw_resource(member=resource.depositor, resource=resource, reason="Prices of 2023.")

    assert resource.link not in client.get(address(resource)).text


def test_what_a_new_version_would_say_survives_a_session_that_ended(client, member):
    resource = with_file(member)
    client.logout()
    client.post(address(resource, "new_version"), {"note": "Moved.", "licence": "CC0-1.0"})
    typed_before = client.session["kept_form"]
    client.force_login(member)
    session = client.session
    session["kept_form"] = typed_before
    session.save()

    form = client.get(address(resource, "new_version")).context["form"]

    assert (form["note"].value(), form["licence"].value(), form["link"].value()) == ("Moved.", "CC0-1.0", "")


def test_the_details_of_what_is_published_show_the_licence_and_the_link_and_lead_to_a_new_version(
    client, member
):
    resource = ResourceFactory(depositor=member)
    new_version = address(resource, "new_version")

    page = client.get(address(resource, "edit"))
    client.post(address(resource, "edit"), details(resource, title="Better", licence="CC0-1.0", link=""))

    resource.refresh_from_db()
    assert not {"licence", "link"} & set(page.context["form"].fields)
    assert "The files, the link and the licence of a published version stay as they are." in page.text
    side = BeautifulSoup(page.text, "html.parser").select_one("aside.side")
    assert [fact.text for fact in side.select("dd")] == ["https://example.org/sheet", "CC BY 4.0"]
    assert side.select_one(f'a[href="{new_version}"]')
    assert (resource.title, resource.licence, resource.link) == (
        "Better",
        "CC-BY-4.0",
        "https://example.org/sheet",
    )


def test_an_open_version_is_not_shown_to_others(client, member):
    resource = with_file(member)
    client.post(
        address(resource, "new_version"), {"token": str(uuid.uuid4()), "files": [upload("secret.pdf", PDF)]}
    )
    client.logout()

    assert "secret.pdf" not in client.get(address(resource)).content.decode()
    placed = VersionFile.objects.get(name="secret.pdf")
    assert client.get(file_address(placed)).status_code == 404


def test_a_representative_fetches_what_they_put_into_an_open_version(client, member):
    organisation = OrganisationFactory()
    MembershipFactory(member=member, organisation=organisation, state="accepted", is_representative=True)
    resource = with_file()
    Resource.objects.filter(pk=resource.pk).update(organisation=organisation)
    client.post(
        address(resource, "new_version"), {"token": str(uuid.uuid4()), "files": [upload("next.pdf", PDF)]}
    )

    assert client.get(file_address(VersionFile.objects.get(name="next.pdf"))).status_code == 200


def test_withdrawing_asks_for_a_reason(client, member):
    resource = with_file(member)

    silent = client.post(address(resource, "withdraw"), {"reason": " "})
    said = client.post(address(resource, "withdraw"), {"reason": "Out of date."})

    resource.refresh_from_db()
    assert (silent.status_code, said["Location"], resource.status) == (422, address(resource), "withdrawn")


def test_a_draft_is_thrown_away_after_asking(client, member):
    resource = draft(depositor=member)

    assert client.get(address(resource, "delete")).status_code == 200
    assert client.post(address(resource, "delete"))["Location"] == reverse("resources:mine")
    assert not Resource.objects.exists()


@pytest.mark.parametrize("name", ["edit", "new_version", "withdraw", "delete"])
def test_strangers_are_asked_to_sign_in_and_other_members_find_nothing(client, name):
    published, unfinished = ResourceFactory(), draft()

    asked = client.get(address(published, name))
    client.force_login(MemberFactory())

    assert asked.status_code == 302
    assert "/account/login/" in asked["Location"]
    assert client.get(address(published, name)).status_code == 404
    assert client.post(address(unfinished, name), {"reason": "x"}).status_code == 404


def test_what_was_typed_survives_a_session_that_ended(client):
    member = MemberFactory()

    asked = client.post(f"{TOOLBOX}deposit/", typed(title="Typed for ten minutes", files=[upload()]))
    session = dict(client.session.items())
    client.force_login(member)
    kept = client.session
    kept.update({key: value for key, value in session.items() if key == "kept_form"})
    kept.save()
    page = client.get(f"{TOOLBOX}deposit/")

    assert "/account/login/" in asked["Location"]
    assert "Typed for ten minutes" in page.content.decode()
    assert not Resource.objects.exists()


def test_too_many_deposits_are_refused_with_everything_typed(client, member, settings, monkeypatch):
    settings.RATE_LIMITS = True
    monkeypatch.setitem(LIMITS, "deposit", (0, 3600))
    client.post(f"{TOOLBOX}deposit/", typed(title="First", link="https://example.org"))

    response = client.post(f"{TOOLBOX}deposit/", typed(title="Second", link="https://example.org"))

    assert response.status_code == 429
    assert "Second" in response.content.decode()


def test_every_file_counts_and_those_that_came_stay(client, member, settings, monkeypatch):
    settings.RATE_LIMITS = True
    monkeypatch.setitem(LIMITS, "upload", (2, 3600))
    files = [upload(f"{number}.pdf", PDF + str(number).encode()) for number in range(4)]

    response = client.post(f"{TOOLBOX}deposit/", typed(files=files))

    assert (response.status_code, len(response.context["form"].errors["files"])) == (422, 1)
    assert list(VersionFile.objects.values_list("name", flat=True)) == ["0.pdf", "1.pdf"]


def test_throwing_away_is_limited_too(client, member, settings, monkeypatch):
    settings.RATE_LIMITS = True
    monkeypatch.setitem(LIMITS, "edit", (1, 600))
    resource, unfinished = with_file(member), draft(depositor=member)
    start_version(member=member, resource=resource)
    client.post(address(draft(depositor=member), "delete"))

    deleted = client.post(address(unfinished, "delete"))
    discarded = client.post(address(resource, "new_version"), {"discard": "1"})

    assert (deleted.status_code, discarded.status_code) == (429, 429)
    assert (Resource.objects.count(), resource.versions.count()) == (2, 2)


def test_my_resources_are_mine_with_drafts(client, member):
    mine, theirs = draft(depositor=member, title="My draft"), draft(title="Their draft")

    page = client.get(reverse("resources:mine")).content.decode()

    assert mine.title in page
    assert theirs.title not in page


def test_a_guest_may_not_deposit():
    assert can_deposit(AnonymousUser()) is False


def test_the_trail_leads_both_ways(client):
    resource = with_file()
    origin = {"section": "collaboration", "kind": "Room", "title": "Ninety minutes", "language": "en", "url": "/r/", "note": ""}  # fmt: skip

    def answer(**kwargs):
        return [origin] if kwargs["resource"] == resource else []

    resource_origins.connect(answer)
    try:
        page = client.get(address(resource)).content.decode()
        other = client.get(address(with_file())).content.decode()
    finally:
        resource_origins.disconnect(answer)

    assert "Ninety minutes" in page
    assert "You are here" in page
    assert "You are here" not in other


def test_people_show_what_they_deposited_and_no_drafts():
    organisation = OrganisationFactory()
    resource = ResourceFactory(organisation=organisation)
    draft(depositor=resource.depositor, organisation=organisation)

    assert [item.url for item in contributions_of_member(resource.depositor, AnonymousUser())] == [
        resource.get_absolute_url()
    ]
    assert [item.title for item in contributions_of_organisation(organisation, AnonymousUser())] == [
        resource.title
    ]


@pytest.mark.parametrize("deleted", [True, False])
def test_contents_nobody_uses_are_pruned_after_a_day(deleted):
    resource = deposit_resource(depositor=MemberFactory(), type="document", title="Log")
    placed = add_file(
        member=resource.depositor, resource=resource, file=io.BytesIO(PDF + b"prune"), name="a.pdf"
    )
    StoredFile.objects.update(created_at=timezone.now() - dt.timedelta(days=2))
    if deleted:
        delete_draft(member=resource.depositor, resource=resource)

    call_command("prune_files", stdout=io.StringIO())

    assert StoredFile.objects.filter(pk=placed.file_id).exists() is not deleted
    assert storages["files"].exists(placed.file.path) is not deleted


@pytest.mark.parametrize(("days", "row", "left"), [(2, False, False), (0, False, True), (2, True, True)])
def test_contents_without_a_row_are_pruned_after_a_day(tmp_path, settings, days, row, left):
    folder = {**settings.STORAGES["files"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "files": folder}
    stored, _name = store_file(io.BytesIO(PDF + b"lost"), "a.pdf")
    if not row:
        stored.delete()
    came_at = (timezone.now() - dt.timedelta(days=days)).timestamp()
    os.utime(tmp_path / stored.path, (came_at, came_at))
    said = io.StringIO()

    call_command("prune_files", stdout=said)

    assert storages["files"].exists(stored.path) is left
    assert said.getvalue() == f"{int(not left)} unused files deleted.\n"


def test_without_any_content_there_is_nothing_to_prune(tmp_path, settings):
    folder = {**settings.STORAGES["files"], "OPTIONS": {"location": tmp_path / "not-made-yet"}}
    settings.STORAGES = {**settings.STORAGES, "files": folder}
    said = io.StringIO()

    call_command("prune_files", stdout=said)

    assert said.getvalue() == "0 unused files deleted.\n"


def test_a_content_that_comes_again_is_not_pruned_under_the_hand():
    resource = deposit_resource(depositor=MemberFactory(), type="document", title="Log")
    placed = add_file(member=resource.depositor, resource=resource, file=io.BytesIO(PDF), name="a.pdf")
    placed.delete()
    StoredFile.objects.update(created_at=timezone.now() - dt.timedelta(days=2))

    stored, _name = store_file(io.BytesIO(PDF), "a.pdf")
    call_command("prune_files", stdout=io.StringIO())

    assert list(StoredFile.objects.all()) == [stored]


def test_a_file_kept_by_the_short_form_can_be_taken_out_of_it(client):
    member = MemberFactory()
    client.force_login(member)
    typed = {"token": str(uuid.uuid4()), "title": "Sheet", "abstract": "Two sentences.", "language": "en", "type": "document"}  # fmt: skip
    file = SimpleUploadedFile("notes.txt", b"Twelve boards, measured twice.")
    client.post("/en/sharing/resources/deposit/", typed | {"licence": "all-rights-reserved", "files": file, "publish": "1"})  # fmt: skip
    placed = VersionFile.objects.get(name="notes.txt")

    page = client.post(
        "/en/sharing/resources/deposit/", typed | {"licence": "CC-BY-4.0", "remove": placed.pk}
    )

    assert page.status_code == 200
    assert "notes.txt" not in page.text
    assert "Two sentences." in page.text
    assert VersionFile.objects.count() == 0


def test_a_deposit_whose_files_are_all_refused_leaves_no_draft_behind(client):
    client.force_login(MemberFactory())
    typed = {"token": str(uuid.uuid4()), "title": "Sheet", "abstract": "Two sentences.", "language": "en", "type": "document", "licence": "CC-BY-4.0"}  # fmt: skip

    page = client.post(
        "/en/sharing/resources/deposit/",
        typed | {"files": SimpleUploadedFile("empty.pdf", b""), "publish": "1"},
    )

    assert page.status_code == 422
    assert "Two sentences." in page.text
    assert Resource.objects.count() == 0
