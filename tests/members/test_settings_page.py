"""The settings of a member: saved, refused, and kept over the end of a session."""

import pytest

from tests.factories.members import MemberFactory

pytestmark = pytest.mark.django_db


def test_settings_are_saved_and_then_shown_in_the_language_chosen(client):
    member = MemberFactory()
    client.force_login(member)

    response = client.post(
        "/en/members/settings/",
        {
            "display_name": "Ebanista",
            "interface": "it",
            "appearance": "dark",
            "language_1": "it",
            "reads_1": "on",
        },
    )
    page = client.get(response["Location"]).content.decode()

    member.refresh_from_db()
    assert response["Location"] == "/it/members/settings/"
    assert (member.display_name, member.interface, member.appearance) == ("Ebanista", "it", "dark")
    assert 'lang="it" data-theme="dark"' in page


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"interface": "xx"}, "interface"),
        ({"appearance": "pink"}, "appearance"),
        ({"display_name": " "}, "display_name"),
        ({"headline": "x" * 161}, "headline"),
        ({"language_1": "english", "reads_1": "on"}, "language_1"),
        ({"language_2": "de"}, "language_2"),
    ],
)
def test_wrong_settings_come_back_with_what_was_typed(client, changes, field):
    member = MemberFactory(display_name="Before")
    client.force_login(member)
    typed = {"display_name": "Típico <b>", "interface": "en", "language_1": "it", "reads_1": "on"} | changes

    response = client.post("/en/members/settings/", typed)

    member.refresh_from_db()
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert member.display_name == "Before"
    if field != "display_name":
        assert 'value="Típico &lt;b&gt;"' in response.content.decode()


def test_what_was_typed_after_the_session_ended_comes_back_after_signing_in(client):
    typed = {"display_name": "Typed long", "interface": "en", "language_1": "it", "reads_1": "on"}

    response = client.post("/en/members/settings/", typed)
    session = dict(client.session)
    client.force_login(MemberFactory())
    kept = client.session
    kept.update(session)
    kept.save()
    page = client.get("/en/members/settings/").content.decode()

    assert response["Location"] == "/en/account/login/?next=/en/members/settings/"
    assert 'value="Typed long"' in page
