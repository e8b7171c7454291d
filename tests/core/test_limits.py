"""Limits: what is counted, for how long, and where it is kept."""

import threading
from datetime import timedelta

import pytest
from django.conf import settings as site_settings
from django.core.management import call_command
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone

from cop import settings as product
from cop.core import ratelimit
from cop.core.counting import CountingDatabaseCache, hashed_key

TABLE = "cache_of_a_test"


@pytest.fixture
def counters(transactional_db):
    """A database cache in a table of its own, as the product configures it."""
    call_command("createcachetable", TABLE, verbosity=0)
    yield CountingDatabaseCache(TABLE, {"KEY_FUNCTION": hashed_key})
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {TABLE}")


def rows(column):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {TABLE}")
        return [row[0] for row in cursor.fetchall()]


def test_counting_up_keeps_the_end_of_the_window(counters):
    counters.add("limit", 1, 3600)
    before = rows("expires")

    assert [counters.incr("limit") for _ in range(3)] == [2, 3, 4]
    assert counters.get("limit") == 4
    assert rows("expires") == before


def test_nothing_is_counted_up_that_is_not_there_or_is_over(counters, monkeypatch):
    counters.add("limit", 1, 60)
    later = timezone.now() + timedelta(seconds=90)
    monkeypatch.setattr("cop.core.counting.timezone.now", lambda: later)

    for key in ("limit", "never set"):
        with pytest.raises(ValueError, match="not found"):
            counters.incr(key)


def test_no_count_is_lost_when_many_count_at_once(counters):
    counters.add("limit", 0, 3600)

    def count():
        for _ in range(10):
            counters.incr("limit")
        connection.close()

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert counters.get("limit") == 40


def test_no_address_stands_in_the_cache(counters):
    counters.set("allauth:rl:account:login:ip:192.0.2.7", [1.0], 60)

    assert counters.get("allauth:rl:account:login:ip:192.0.2.7") == [1.0]
    assert "192.0.2.7" not in rows("cache_key")[0]


def test_the_default_cache_counts_well_and_has_room_for_a_busy_day():
    default = product.CACHES["default"]

    assert default["KEY_FUNCTION"] == "cop.core.counting.hashed_key"
    if "Redis" not in default["BACKEND"]:
        assert default["BACKEND"] == "cop.core.counting.CountingDatabaseCache"
        assert default["OPTIONS"]["MAX_ENTRIES"] >= 100_000


@pytest.mark.parametrize(
    ("proxies", "forwarded", "others"),
    [
        (0, "198.51.100.1", "198.51.100.2"),  # said by the stranger: not believed
        (1, "198.51.100.1, 203.0.113.5", "198.51.100.2, 203.0.113.5"),  # only what our proxy added counts
        (1, "2001:db8:0:1::5", "2001:db8:0:1::6"),  # one network, one household
    ],
)
def test_strangers_from_one_address_share_a_limit(settings, monkeypatch, proxies, forwarded, others):
    counted = count_two(settings, monkeypatch, proxies, forwarded, others)

    assert counted[0] == counted[1]


def test_strangers_behind_the_proxy_have_a_limit_each(settings, monkeypatch):
    counted = count_two(settings, monkeypatch, 1, "198.51.100.1", "198.51.100.2")

    assert counted == ["address:198.51.100.1", "address:198.51.100.2"]


def count_two(settings, monkeypatch, proxies, *forwarded):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    counted = []
    monkeypatch.setattr(ratelimit, "count_act", lambda act, who: counted.append(who))
    for addresses in forwarded:
        request = RequestFactory().get("/", headers={"x-forwarded-for": addresses})
        ratelimit.count_request(request, "search")
    return counted


@pytest.fixture
def kept_limit(settings, monkeypatch):
    settings.RATE_LIMITS = True
    monkeypatch.setitem(ratelimit.LIMITS, "kept", (2, 600))


def test_strangers_cannot_fill_the_sessions_and_get_back_what_they_typed(client, db, kept_limit):
    from django.contrib.sessions.models import Session

    typed = {"about": "Words of some length <b>."}
    answers = []
    for _ in range(3):
        client.cookies.clear()
        answers.append(client.post("/en/members/organisations/new/", typed))

    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert "Words of some length &lt;b&gt;." in answers[2].text
    assert "Try again in" in answers[2].text
    assert int(answers[2]["Retry-After"]) <= 600
    assert Session.objects.count() == 2


@pytest.mark.parametrize(("length", "is_kept"), [(70_000, True), (70_001, False)])
def test_what_is_kept_of_a_stranger_is_as_long_as_a_form_can_be_and_goes_within_the_hour(
    client, db, length, is_kept
):
    client.post("/en/members/organisations/new/", {"about": "x" * length})

    assert ("kept_form" in client.session) == is_kept
    if is_kept:
        assert client.session.get_expiry_age() <= 3600


def test_who_signs_in_again_stays_signed_in_as_long_as_anybody(client, db):
    from cop.members.adapters import AccountAdapter
    from tests.factories.members import MemberFactory

    client.post("/en/members/organisations/new/", {"about": "Words"})
    request = RequestFactory().get("/")
    request.session = client.session
    request._messages = None

    AccountAdapter(request).login(request, MemberFactory())

    assert request.session.get_expiry_age() == site_settings.SESSION_COOKIE_AGE
    assert request.session["kept_form"]["body"] == "about=Words"
