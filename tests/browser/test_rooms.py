"""Two people in one room, each in a browser of their own, by keyboard alone."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import EVERYWHERE
from tests.browser.person import PASSWORD, once, somebody

expect.set_options(timeout=20_000)
pytestmark = EVERYWHERE

ROOMS = "/en/collaboration/rooms/"
DUST = "Polveri di legno: misurare prima di comprare un aspiratore"
BOX = "#id_text"


def enter(person, title=DUST):
    """Go to a room from the list; its live half is there when somebody is seen to be in it."""
    person.go(ROOMS)
    person.follow(title)
    expect(person.page.locator("[data-room-present] li").first).to_be_visible()


def say(person, words):
    """Write a message and send it with Enter."""
    person.write(person.css(BOX), words)
    person.page.keyboard.press("Enter")


def said(person, words):
    """The message with these words, once it is in the database."""
    return person.page.locator(".chat-message:not(.chat-waiting)", has_text=words)


def test_two_people_chat_and_see_each_other_come_and_go(browser, site):
    dust, half = once(), once()
    with somebody(browser, site) as host:
        host.sign_in("trainer")
        enter(host)
        with somebody(browser, site) as moderator:
            moderator.sign_in("moderator")
            enter(moderator)
            expect(host.page.locator("[data-room-present] li")).to_have_count(2)

            host.tab_to(host.css(BOX))
            host.page.keyboard.type(f"Misurato {dust}")
            expect(moderator.page.locator("[data-room-typing] span")).to_have_count(1)
            host.page.keyboard.press("Shift+Enter")
            host.page.keyboard.type("ieri sera: 0,4 mg/m³")
            host.page.keyboard.press("Enter")
            expect(said(moderator, dust)).to_have_count(1)
            moderator.choose("Language of the message", "English")
            say(moderator, f"Good, that is half {half}")

            expect(said(host, half)).to_have_count(1)
            expect(said(host, dust)).to_contain_text("Saved")
            assert said(moderator, dust).locator(".chat-text").get_attribute("lang") == "it"
            assert said(host, half).locator(".chat-text").get_attribute("lang") == "en"
        expect(host.page.locator("[data-room-present] li")).to_have_count(1)
        host.page.reload()

        numbers = host.page.locator("[data-number]").evaluate_all(
            "all => all.map(e => Number(e.dataset.number))"
        )
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        assert said(host, dust).locator(".chat-text").inner_text() == f"Misurato {dust}\nieri sera: 0,4 mg/m³"


def test_what_is_written_while_the_line_is_cut_arrives_once_when_it_is_back(browser, site):
    line = {"is_cut": False, "open": []}

    def carry(socket):
        if line["is_cut"]:
            socket.close()
        else:
            socket.connect_to_server()
            line["open"].append(socket)

    mine, theirs = once(), once()
    with somebody(browser, site) as host, somebody(browser, site) as moderator:
        host.page.route_web_socket("**/ws/rooms/**", carry)
        host.sign_in("trainer")
        moderator.sign_in("moderator")
        enter(host)
        enter(moderator)
        line["is_cut"] = True
        for socket in line["open"]:
            socket.close()
        host.sees("The connection is lost.")

        say(host, mine)
        say(moderator, theirs)
        expect(said(moderator, theirs)).to_have_count(1)
        expect(host.page.locator(".chat-waiting")).to_contain_text("Not sent yet")
        line["is_cut"] = False
        host.page.evaluate("dispatchEvent(new Event('online'))")

        expect(said(host, theirs)).to_have_count(1)
        expect(said(host, mine)).to_contain_text("Saved")
        expect(said(moderator, mine)).to_have_count(1)
        expect(host.page.locator(".chat-waiting")).to_have_count(0)


def test_what_was_not_sent_when_the_door_shut_is_there_to_copy(browser, site):
    line = {"refusal": 0, "open": []}

    def carry(socket):
        if line["refusal"]:
            socket.close(code=line["refusal"])
        else:
            socket.connect_to_server()
            line["open"].append(socket)

    waits, typed = once(), once()
    with somebody(browser, site) as host:
        host.page.route_web_socket("**/ws/rooms/**", carry)
        host.sign_in("trainer")
        enter(host)
        line["refusal"] = 1011
        line["open"].pop().close()
        host.sees("The connection is lost.")
        say(host, waits)
        host.write(host.css(BOX), typed)
        line["refusal"] = 4403
        host.page.evaluate("dispatchEvent(new Event('online'))")

        host.sees("You can no longer write here", "Copy it before you leave this page.")
        assert host.page.locator("[data-room-state] pre").all_inner_texts() == [waits, typed]
        expect(host.css(BOX)).to_be_hidden()


def test_where_no_socket_gets_through_a_message_is_sent_by_the_form(browser, site):
    words = once()
    with somebody(browser, site) as host:
        host.page.route_web_socket("**/ws/rooms/**", lambda socket: socket.close(code=1011))
        host.sign_in("trainer")
        host.go(ROOMS)
        host.follow(DUST)
        host.sees("New messages do not appear by themselves here.")

        say(host, words)

        expect(said(host, words)).to_have_count(1)
        assert "#message-" in host.page.url
        expect(host.css(BOX)).to_have_value("")


def test_a_renewed_session_connects_again(browser, site):
    opened = []

    def carry(socket):
        socket.connect_to_server()
        opened.append(socket)

    words = once()
    with somebody(browser, site) as host:
        host.page.route_web_socket("**/ws/rooms/**", carry)
        host.sign_in("trainer")
        enter(host)
        opened[0].close(code=4401)  # as after a new password, set in another window of this browser
        host.sees("Connected again.")
        say(host, words)

        expect(said(host, words)).to_contain_text("Saved")


def test_a_dead_line_is_told_of_at_once_and_what_is_written_is_sent_when_it_is_back(browser, site):
    words = once()
    with somebody(browser, site) as host:
        host.sign_in("trainer")
        enter(host)
        host.page.context.set_offline(True)
        expect(host.page.locator("[data-room-state]")).to_contain_text(
            "The connection is lost.", timeout=2_000
        )

        say(host, words)
        expect(host.page.locator(".chat-waiting")).to_contain_text("Not sent yet", timeout=2_000)
        host.page.context.set_offline(False)

        expect(said(host, words)).to_contain_text("Saved")
        expect(host.page.locator("[data-room-state]")).to_contain_text("Connected again.")


def test_what_was_typed_is_there_again_after_the_session_ended(browser, site):
    words = once()
    with somebody(browser, site) as host:
        host.sign_in("trainer")
        enter(host)
        address = host.page.url.removeprefix(site)
        host.write(host.css(BOX), words)
        host.page.context.clear_cookies()

        host.page.reload()
        expect(host.page.get_by_role("textbox", name="Message")).to_have_count(0)
        host.sign_in("trainer")
        host.go(address)

        expect(host.css(BOX)).to_have_value(words)


def test_a_room_is_opened_joined_and_closed_and_asks_for_its_outcome(browser, site):
    with somebody(browser, site) as host, somebody(browser, site) as member:
        host.sign_in("trainer")
        member.sign_in("sme")
        host.go(f"{ROOMS}new/")
        host.write("Title", f"Room {once()}")
        host.write("Purpose", "One page, eight lines.")
        host.choose("Theme", "Leather")
        host.press("Open the room")
        expect(host.page.locator("[data-room-present] li")).to_have_count(1)
        member.page.goto(host.page.url)
        member.press("Join this room")
        say(member, "Bom dia")
        expect(said(host, "Bom dia")).to_have_count(1)

        host.tab_to(host.page.locator("summary", has_text="Close the room"))
        host.page.keyboard.press("Enter")
        host.press("Close it now")
        member.sees("You can no longer write here")
        host.write("Outcome", "Eight lines, tested twice.")
        host.press("Save the outcome")

        member.page.reload()
        member.sees("Eight lines, tested twice.", "Bom dia")
        expect(member.page.locator(BOX)).to_have_count(0)


def test_without_javascript_a_stranger_reads_and_a_member_writes(browser, site):
    words = once()
    with somebody(browser, site, java_script_enabled=False) as person:
        person.go(ROOMS)
        person.follow(DUST)
        assert person.page.locator(".chat-message").count() > 10
        person.follow("Sign in to join")
        person.write(person.css("main input[name=login]"), "trainer@cop.example")
        person.write(person.css("main input[name=password]"), PASSWORD)
        person.page.keyboard.press("Enter")

        person.write(person.css(BOX), words)
        person.press("Send")

        expect(said(person, words)).to_have_count(1)
