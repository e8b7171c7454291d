"""A member's account in the browser: keys, codes, and the mail of the demo."""

from __future__ import annotations

from tests.browser.axe import violations_in_every_look
from tests.browser.conftest import SHARED
from tests.browser.person import PASSWORD_OF_NEW, somebody

pytestmark = SHARED

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
KEYS = ["2fa/", "2fa/webauthn/", "2fa/recovery-codes/", "2fa/recovery-codes/generate/"]


def test_a_member_makes_a_passkey_and_signs_in_with_it_alone(browser, site):
    with somebody(browser, site) as member:
        page = member.page
        device = page.context.new_cdp_session(page)
        device.send("WebAuthn.enable")
        device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        address = member.join()

        member.go("/en/account/2fa/webauthn/add/")
        member.sees_heading("Is it you?")  # who came by a link in a mail has shown no password
        member.write("Password", PASSWORD_OF_NEW)
        member.press("Confirm")
        member.write("Name of the key", "Laptop of the workshop")
        member.press("Make a passkey")
        member.go("/en/account/2fa/webauthn/")
        member.sees("Laptop of the workshop", "not used yet")

        for language in ("en", "el"):
            for path in KEYS:
                member.go(f"/{language}/account/{path}")
                assert violations_in_every_look(page) == {}, path
        page.set_viewport_size({"width": 1280, "height": 800})

        member.go("/en/account/logout/")
        member.press("Sign out")
        member.go("/en/account/login/")
        member.press("Sign in with a passkey")
        member.go("/en/account/email/")
        member.sees(address)


def test_the_mail_of_the_demo_can_be_read_in_every_look(browser, site):
    with somebody(browser, site) as reader:
        reader.go("/en/account/password/reset/")
        reader.write("E-mail address", "trainer@cop.example")
        reader.page.keyboard.press("Enter")
        reader.follow("Read the mail that would have been sent")
        assert violations_in_every_look(reader.page) == {}
        reader.page.set_viewport_size({"width": 1280, "height": 800})
        reader.press(reader.page.locator("main h2 a").first)
        assert violations_in_every_look(reader.page) == {}
