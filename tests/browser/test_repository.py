"""What is deposited and proposed, until it is withdrawn, by keyboard alone."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.axe import violations, violations_in_every_look
from tests.browser.conftest import SHARED, with_and_without_javascript
from tests.browser.person import once, somebody

pytestmark = SHARED

PRACTICE = {
    "summary": "Apprentices decide.",
    "context": "Nobody measured.",
    "what_was_done": "Every rack got a log.",
    "indicator-1-name": "Boards rejected",
    "indicator-1-unit": "%",
    "indicator-1-baseline": "14.2",
    "indicator-1-follow_up": "6.1",
    "indicator-1-sample_size": "1920",
    "indicator-1-method": "Counted",
    "conclusion": "Fewer boards lost.",
    "element-1-name": "The log",
    "element-1-conditions": "A pencil",
}


def propose(person, title):
    """Fill in the guided form and propose it."""
    person.go("/en/cooperation/practices/propose/")
    person.choose(person.css("select[name=language]"), "English")
    person.choose(person.css("select[name=country]"), "Italy")
    for name, text in (PRACTICE | {"title": title}).items():
        person.write(person.css(f"main [name='{name}']"), text)
    person.choose(person.css("select[name=indicator-1-better]"), "less is better")
    person.choose(person.css("select[name=element-1-kind]"), "Tool")
    person.tab_to(person.css("input[name=indicator-1-measured_on]"))
    person.page.keyboard.type("08312025")
    person.pick(person.css("input[name=conclusion_on][value=efficiency]"))
    person.press("Propose it to the editors")
    person.sees_heading(title)


@with_and_without_javascript
def test_a_practice_is_proposed_accepted_with_reasons_and_withdrawn(browser, site, script):
    title, reasons, end = (f"{said} {once()}" for said in ("Moisture logs", "Counted, not felt", "Outdated"))
    with (
        somebody(browser, site, java_script_enabled=script) as trainer,
        somebody(browser, site, java_script_enabled=script) as editor,
        somebody(browser, site) as stranger,
    ):
        trainer.sign_in("trainer")
        propose(trainer, title)

        editor.sign_in("editor")
        editor.go("/en/cooperation/practices/queue/")
        editor.press(editor.page.locator("main a[href$='#decide']", has_text=title))
        editor.press("Accept")  # without reasons
        editor.sees("One thing to put right")
        assert not script or violations(editor.page) == []
        editor.write(editor.css("form[action$='/decide/'] textarea"), reasons)
        editor.press("Accept")
        editor.sees("Accepted: everybody can read it now.", reasons)

        stranger.page.goto(editor.page.url)
        stranger.sees(reasons)

        editor.tab_to(editor.page.locator("summary", has_text="Withdraw this practice"))
        editor.page.keyboard.press("Enter")
        editor.write(editor.css("form[action$='/withdraw/'] textarea"), end)
        editor.press("Withdraw")

        stranger.page.reload()
        stranger.sees("This practice was withdrawn.", end)
        assert violations_in_every_look(stranger.page) == {}


def deposit(person, title, how):
    """A link with a title, published or kept as a draft."""
    person.go("/en/sharing/resources/deposit/")
    person.write("Title", title)
    person.write(person.css("main input[name=link]"), "https://example.org/log")
    person.write("In two sentences", "One line a day, filled in by the apprentices.")
    person.choose("Language of this description", "English")
    person.press(how)


def test_a_draft_is_thrown_away(browser, site):
    title = f"Half a drying log {once()}"
    with somebody(browser, site) as sme:
        sme.sign_in("sme")
        deposit(sme, title, "Keep as draft")
        sme.press(sme.css("main a[href$='/delete/']"))
        assert violations_in_every_look(sme.page) == {}
        sme.press("Throw it away")

        sme.sees("The draft is gone.")
        expect(sme.page.locator("main", has_text=title)).to_have_count(0)


def test_a_published_resource_is_withdrawn_and_its_page_says_why(browser, site):
    title, why = f"Drying log {once()}", f"The figures were of another year {once()}."
    with somebody(browser, site) as sme, somebody(browser, site) as stranger:
        sme.sign_in("sme")
        deposit(sme, title, "Publish")
        sme.sees_heading(title)
        sme.go(sme.page.url.removeprefix(site) + "withdraw/")
        sme.write(sme.css("main textarea"), why)
        sme.press("Withdraw")

        stranger.page.goto(sme.page.url)
        stranger.sees("Withdrawn", why)
        assert violations_in_every_look(stranger.page) == {}
