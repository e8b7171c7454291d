"""One journey for each kind of person, by keyboard alone; what can be done without JavaScript, also so."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.conftest import EVERYWHERE, with_and_without_javascript
from tests.browser.kinds import KINDS
from tests.browser.person import once, somebody

pytestmark = EVERYWHERE

PDF = Path(__file__).resolve().parent.parent.parent / "cop" / "demo" / "files" / "umidita-piano-lezione.pdf"


@with_and_without_javascript
def test_a_trainer_joins_by_mail_asks_in_italian_and_is_found(browser, site, script):
    word = once()
    title = f"Come incollare il larice umido {word}?"
    with (
        somebody(browser, site, java_script_enabled=script) as trainer,
        somebody(browser, site, java_script_enabled=script) as stranger,
    ):
        trainer.join()
        trainer.choose("Language 1", "Italiano")
        trainer.press("Go on")
        trainer.follow("Later; to the front page")

        trainer.go("/en/communication/topics/new/")
        trainer.choose("Forum", "Wood")
        trainer.pick(trainer.css("input[name=kind][value=question]"))
        trainer.write("Title", title)
        trainer.write(
            "Your text", "Le tavole hanno il 16 % di umidità e la colla poliuretanica schiuma troppo."
        )
        trainer.choose("Written in", "Italiano")
        trainer.press("Post it")
        trainer.sees_heading(title)
        assert trainer.page.locator("h1").get_attribute("lang") == "it"
        assert not script or violations(trainer.page) == []

        stranger.go("/en/")
        stranger.searches(f"larice {word}", until=title)
        stranger.follow(title)
        stranger.sees("la colla poliuretanica schiuma troppo")


@with_and_without_javascript
def test_a_member_asks_and_a_colleague_answers(browser, site, script):
    title = f"Who has a spare moisture meter? {once()}"
    with (
        somebody(browser, site, java_script_enabled=script) as asker,
        somebody(browser, site, java_script_enabled=script) as colleague,
    ):
        asker.sign_in("trainer")
        asker.go("/en/communication/topics/new/")
        asker.choose("Forum", "Wood")
        asker.pick(asker.css("input[name=kind][value=question]"))
        asker.write("Title", title)
        asker.write("Your text", "Ours broke on Monday, and the lesson is on Thursday.")
        asker.choose("Written in", "English")
        asker.press("Post it")
        asker.sees_heading(title)

        colleague.sign_in("sme")
        colleague.page.goto(asker.page.url)
        colleague.write("Your text", "You can have ours until Friday.")
        colleague.choose("Written in", "English")
        colleague.press("Post the answer")
        colleague.sees("1 answer")

        asker.page.reload()
        asker.press("Accept this answer")
        asker.sees("Question, answered")


@with_and_without_javascript
def test_a_company_deposits_a_pdf_in_the_short_form(browser, site, script):
    title = f"Drying log for small workshops {once()}"
    with somebody(browser, site, java_script_enabled=script) as sme:
        sme.sign_in("sme")
        sme.go("/en/sharing/resources/")
        sme.follow("Deposit")
        sme.attach("Choose files", PDF)
        sme.write("Title", title)
        sme.write("In two sentences", "One line a day, filled in by the apprentices.")
        sme.choose("Language of this description", "English")
        sme.press("Publish")
        sme.sees_heading(title)

        download = sme.page.request.get(
            site + sme.page.locator("main a[href*='/download/']").first.get_attribute("href")
        )

        assert (download.status, download.body()) == (200, PDF.read_bytes())


@with_and_without_javascript
def test_a_policy_maker_reads_and_rates_a_scenario_in_greek(browser, site, script):
    with somebody(browser, site, java_script_enabled=script) as policy_maker:
        page = policy_maker.page
        policy_maker.sign_in("policy", language="el")
        policy_maker.go("/el/communication/scenarios/")
        policy_maker.press(page.locator("main h2 a, main h3 a").first)
        assert page.locator("html").get_attribute("lang") == "el"
        likelihood = page.locator("input[name=likelihood][value='4']")
        policy_maker.pick(likelihood)
        policy_maker.pick(page.locator("input[name=desirability][value='2']"))
        policy_maker.press(page.locator("form[action$='/rate/'] button"))

        expect(page.locator("main [role=status] .alert-good")).to_be_visible()
        expect(likelihood).to_be_checked()
        expect(page.locator("input[name=desirability][value='2']")).to_be_checked()


def test_what_stands_beside_a_begun_topic_is_kept_with_its_suggested_language(browser, site):
    with somebody(browser, site) as writer:
        page = writer.page
        writer.sign_in("sme")
        writer.go("/en/communication/topics/new/")
        writer.choose("Forum", "Wood")
        writer.pick(writer.css("input[name=kind][value=discussion]"))
        writer.write("Your text", "Das Holz ist noch zu feucht, und wir wissen nicht, wie lange wir warten.")
        writer.choose("Written in", "Italiano")
        use = writer.button("Use German")
        expect(use).to_be_visible()
        writer.tab_to(use)
        with page.expect_response(lambda answer: answer.url.endswith("/drafts/")):
            page.keyboard.press("Enter")
        writer.go("/en/communication/topics/new/")

        expect(page.locator("select[name=language]")).to_have_value("de")
        expect(page.locator("input[name=kind][value=discussion]")).to_be_checked()
        assert "Wood" in page.locator("select[name=forum]").evaluate("it => it.selectedOptions[0].text")


@with_and_without_javascript
def test_a_moderator_locks_a_topic(browser, site, script):
    with (
        somebody(browser, site, java_script_enabled=script) as moderator,
        somebody(browser, site, java_script_enabled=script) as member,
    ):
        moderator.sign_in("moderator")
        moderator.go("/en/communication/forums/")
        moderator.press(moderator.page.locator("main h2 a, main h3 a").first)
        topics = moderator.page.locator("main a[href*='/topics/']:not([href*='?']):not([href*='new'])")
        moderator.press(topics.nth(0 if script else 1))  # the first one is locked by then
        address = moderator.page.url
        moderator.follow("Moderate this topic")
        moderator.pick(moderator.page.get_by_label("Lock the topic"))
        moderator.write("Reason", "Answered; go on in the new topic.")
        moderator.press("Confirm")
        moderator.sees("Done, and recorded.")

        member.sign_in("sme")
        member.page.goto(address)
        member.sees("This topic is locked: it can be read, but nobody can reply any more.")
        assert member.page.locator("form[action$='/reply/']").count() == 0


def test_a_visitor_reads_everything_public_without_javascript(browser, site):
    with somebody(browser, site, java_script_enabled=False) as visitor:
        page, told = visitor.page, {}
        for kind in KINDS:
            if kind.account or kind.status != 200:
                continue
            visitor.go(kind.address(page.request, site, "en"))
            told[kind.name] = (
                page.locator("h1").count(),
                len(page.locator("main").inner_text().split()) > 12,
            )

        assert told == dict.fromkeys(told, (1, True))


def test_a_visitor_walks_from_the_front_page_to_a_file_without_javascript(browser, site):
    with somebody(browser, site, java_script_enabled=False) as visitor:
        visitor.go("/en/")
        visitor.press(visitor.css("header a[href='/en/sharing/']"))
        visitor.press(visitor.page.locator("main a[href^='/en/sharing/resources/']").first)
        visitor.go("/en/sharing/resources/?type=document")
        visitor.press(visitor.page.locator("main h2 a, main h3 a").first)

        assert visitor.page.locator("main a[href*='/download/']").count() > 0


@with_and_without_javascript
def test_anybody_searches_across_languages(browser, site, script):
    with somebody(browser, site, java_script_enabled=script) as reader:
        reader.go("/en/")
        reader.searches("legno umidità")
        assert reader.page.locator("main [lang=it]").count() > 0
        reader.press(reader.page.locator("main h3 a").first)
        assert reader.page.locator("h1").count() == 1


def test_an_operator_asks_how_the_site_is(browser, site):
    with somebody(browser, site) as operator:
        up = operator.page.request.get(f"{site}/healthz")
        ready = operator.page.request.get(f"{site}/readyz")

        assert (up.status, up.json()) == (200, {"status": "ok"})
        assert ready.status == 200
        assert set(json.loads(ready.text()).values()) <= {"ok"} or ready.json()["status"] == "ok"


def test_the_first_tab_leads_past_the_header(browser, site):
    with somebody(browser, site) as reader:
        reader.go("/en/communication/forums/")
        reader.page.keyboard.press("Tab")
        expect(reader.page.locator(".skip-link")).to_be_focused()
        reader.page.keyboard.press("Enter")
        reader.page.keyboard.press("Tab")

        assert reader.page.evaluate("() => document.activeElement.closest('main') !== null")
