import io
import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django_tasks_db.models import DBTaskResult
from PIL import Image

from cop.members.models import REPRESENTATIVE, Membership, Organisation
from cop.members.services import (
    LastRepresentativeError,
    LogoError,
    NameTakenError,
    accept_request,
    decline_request,
    edit_organisation,
    found_organisation,
    leave_organisation,
    make_representative,
    organisations,
    request_to_join,
    set_logo,
)
from cop.members.signals import member_changed, organisation_changed
from cop.members.tasks import tell_representative
from tests.factories.members import MemberFactory, MembershipFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def description(**changes):
    return {
        "name": "Scuola del legno",
        "kind": "vet_provider",
        "country": "IT",
        "city": "Bolzano",
        "nuts": "ITH1",
        "nace": "85",
        "languages": ["it", "de"],
        "website": "",
        "about": "Banchi e **forno**.",
        "about_language": "it",
    } | changes


def accepted(**fields):
    return MembershipFactory(state="accepted", **fields)


def heard(signal):
    calls = []
    signal.connect(lambda sender, **kwargs: calls.append(kwargs), weak=False, dispatch_uid="test")
    return calls


@pytest.fixture
def news():
    members, organisations = heard(member_changed), heard(organisation_changed)
    yield members, organisations
    member_changed.disconnect(dispatch_uid="test")
    organisation_changed.disconnect(dispatch_uid="test")


def test_who_founds_an_organisation_represents_it():
    founder = MemberFactory()

    organisation = found_organisation(founder=founder, token=uuid.uuid4(), description=description())

    founder.refresh_from_db()
    membership = Membership.objects.get()
    assert (membership.member, membership.state, membership.is_representative) == (founder, "accepted", True)
    assert founder.organisation == organisation
    assert founder.role_names == {REPRESENTATIVE}
    assert organisation.about_html == "<p>Banchi e <strong>forno</strong>.</p>"


def test_founding_announces_the_organisation_and_its_founder(news):
    founder = MemberFactory()

    organisation = found_organisation(founder=founder, token=uuid.uuid4(), description=description())

    members, organisations = news
    assert [call["member_id"] for call in members] == [founder.pk]
    assert [call["organisation_id"] for call in organisations] == [organisation.pk]


def test_the_same_form_sent_twice_founds_one_organisation():
    founder, token = MemberFactory(), uuid.uuid4()

    first = found_organisation(founder=founder, token=token, description=description())
    second = found_organisation(founder=founder, token=token, description=description(name="Other"))

    assert first == second
    assert list(Organisation.objects.values_list("name", flat=True)) == ["Scuola del legno"]


def test_the_same_form_sent_twice_at_once_founds_one_organisation(monkeypatch):
    founder, token = MemberFactory(), uuid.uuid4()
    save = organisations._save
    first = []

    def save_late(organisation, description):
        monkeypatch.undo()
        first.append(found_organisation(founder=founder, token=token, description=description))
        return save(organisation, description)

    monkeypatch.setattr(organisations, "_save", save_late)

    second = found_organisation(founder=founder, token=token, description=description())

    assert first == [second] == list(Organisation.objects.all())


def test_a_form_of_somebody_else_founds_nothing():
    token = uuid.uuid4()
    found_organisation(founder=MemberFactory(), token=token, description=description())

    with pytest.raises(NameTakenError):
        found_organisation(founder=MemberFactory(), token=token, description=description())


def test_a_name_stands_once_in_a_country_whatever_its_case():
    OrganisationFactory(name="Scuola del Legno", country="IT")

    with pytest.raises(NameTakenError):
        found_organisation(founder=MemberFactory(), token=uuid.uuid4(), description=description())

    assert Organisation.objects.count() == 1


def test_only_representatives_and_administrators_edit():
    organisation = OrganisationFactory()
    allowed = {
        "stranger": MemberFactory(),
        "asked": MembershipFactory(organisation=organisation).member,
        "member": accepted(organisation=organisation).member,
        "representative": accepted(organisation=organisation, is_representative=True).member,
        "administrator": MemberFactory(roles=["administrator"]),
        "editor": MemberFactory(roles=["editor"]),
    }

    could = {}
    for who, member in allowed.items():
        try:
            edit_organisation(actor=member, organisation=organisation, description=description())
            could[who] = True
        except PermissionDenied:
            could[who] = False

    assert could == {
        "stranger": False,
        "asked": False,
        "member": False,
        "representative": True,
        "administrator": True,
        "editor": False,
    }


def test_a_request_waits_until_a_representative_accepts_it():
    organisation = OrganisationFactory()
    representative = accepted(organisation=organisation, is_representative=True).member
    member = MemberFactory()

    membership = request_to_join(member=member, organisation=organisation, note="I teach there.")
    member.refresh_from_db()
    before = (membership.state, member.organisation)
    accept_request(actor=representative, membership=membership)

    member.refresh_from_db()
    membership.refresh_from_db()
    assert before == ("requested", None)
    assert (membership.state, member.organisation) == ("accepted", organisation)


def test_asking_twice_leaves_one_request_with_its_first_note():
    organisation, member = OrganisationFactory(), MemberFactory()

    request_to_join(member=member, organisation=organisation, note="first")
    request_to_join(member=member, organisation=organisation, note="second")

    assert list(Membership.objects.values_list("note", flat=True)) == ["first"]


def test_representatives_are_told_of_a_request_once_each_in_their_own_language(mailoutbox):
    organisation = OrganisationFactory(name="Scuola del legno")
    for language in ("it", "de"):
        accepted(organisation=organisation, is_representative=True, member__interface=language)
    accepted(organisation=organisation, is_representative=True, member__is_active=False)
    accepted(organisation=organisation)
    member = MemberFactory(display_name="Ebanista Trento", interface="el")

    for _twice in range(2):
        request_to_join(member=member, organisation=organisation, note="I teach there.")
    for task in DBTaskResult.objects.order_by("enqueued_at"):
        tell_representative.call(*task.args_kwargs["args"])

    slug = organisation.get_absolute_url().split("/")[-2]
    assert len(mailoutbox) == 2
    for mail, language in zip(mailoutbox, ("it", "de"), strict=True):
        assert f"http://localhost:8000/{language}/members/organisations/{slug}/#requests" in mail.body
        assert "Ebanista Trento" in mail.body
        assert "I teach there." in mail.body
    assert [mail.subject for mail in mailoutbox] == [
        "Qualcuno chiede di far parte della tua organizzazione",
        "Jemand möchte Ihrer Organisation angehören",
    ]


def test_nobody_is_told_of_a_request_that_was_answered_or_taken_back_meanwhile(mailoutbox):
    representative = accepted(is_representative=True)
    asking = MembershipFactory(organisation=representative.organisation, state="accepted")

    tell_representative.call(asking.pk, representative.member_id)
    asking.delete()
    tell_representative.call(0, representative.member_id)

    assert mailoutbox == []


def test_nobody_accepts_their_own_request():
    membership = MembershipFactory(member=MemberFactory(roles=["administrator"]))

    with pytest.raises(PermissionDenied):
        accept_request(actor=membership.member, membership=membership)

    membership.refresh_from_db()
    assert membership.state == "requested"


def test_a_representative_of_another_organisation_answers_nothing():
    membership = MembershipFactory()
    other = accepted(is_representative=True).member

    with pytest.raises(PermissionDenied):
        decline_request(actor=other, membership=membership)

    assert Membership.objects.filter(pk=membership.pk).exists()


def test_declining_takes_the_request_away_but_not_somebody_accepted_meanwhile():
    organisation = OrganisationFactory()
    representative = accepted(organisation=organisation, is_representative=True).member
    waiting = MembershipFactory(organisation=organisation)
    inside = accepted(organisation=organisation)

    decline_request(actor=representative, membership=waiting)
    decline_request(actor=representative, membership=inside)

    assert set(organisation.memberships.values_list("member", flat=True)) == {
        representative.pk,
        inside.member_id,
    }


def test_who_only_asked_cannot_become_a_representative():
    organisation = OrganisationFactory()
    representative = accepted(organisation=organisation, is_representative=True).member
    waiting = MembershipFactory(organisation=organisation)

    with pytest.raises(PermissionDenied):
        make_representative(actor=representative, membership=waiting)


def test_the_group_of_representatives_follows_the_memberships():
    organisation = OrganisationFactory()
    first = accepted(organisation=organisation, is_representative=True)
    second = accepted(organisation=organisation)

    make_representative(actor=first.member, membership=second)
    leave_organisation(member=first.member, membership=first)

    assert second.member.groups.filter(name=REPRESENTATIVE).exists()
    assert not first.member.groups.filter(name=REPRESENTATIVE).exists()


def test_the_last_representative_stays_while_others_do():
    organisation = OrganisationFactory()
    only = accepted(organisation=organisation, is_representative=True)
    accepted(organisation=organisation)

    with pytest.raises(LastRepresentativeError):
        leave_organisation(member=only.member, membership=only)

    assert organisation.memberships.count() == 2


def test_leaving_shows_the_next_organisation_beside_the_name():
    member = MemberFactory()
    first, second = accepted(member=member), accepted(member=member)
    member.organisation = first.organisation
    member.save()

    leave_organisation(member=member, membership=first)

    member.refresh_from_db()
    assert member.organisation == second.organisation


def picture(size=(900, 300), kind="PNG"):
    content = io.BytesIO()
    Image.new("RGB", size, "teal").save(content, kind)
    content.seek(0)
    return content


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_logo_is_drawn_anew_small_and_as_png(kind, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    membership = accepted(is_representative=True)

    organisation = set_logo(
        actor=membership.member, organisation=membership.organisation, picture=picture(kind=kind)
    )

    with Image.open(organisation.logo.path) as logo:
        assert (logo.format, logo.size) == ("PNG", (512, 171))


@pytest.mark.parametrize(
    "content",
    [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", picture().getvalue()[:200], b"x" * 3_000_000],
    ids=["empty", "svg", "broken", "oversize"],
)
def test_what_is_no_picture_becomes_no_logo(content, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    membership = accepted(is_representative=True)

    with pytest.raises(LogoError):
        set_logo(actor=membership.member, organisation=membership.organisation, picture=io.BytesIO(content))

    assert list(tmp_path.rglob("*.png")) == []
    membership.organisation.refresh_from_db()
    assert membership.organisation.logo.name == ""


def test_a_new_logo_replaces_the_old_file(settings, tmp_path, django_capture_on_commit_callbacks):
    settings.MEDIA_ROOT = tmp_path
    membership = accepted(is_representative=True)

    with django_capture_on_commit_callbacks(execute=True):
        for _turn in range(2):
            set_logo(actor=membership.member, organisation=membership.organisation, picture=picture())

    assert len(list(tmp_path.rglob("*.png"))) == 1
