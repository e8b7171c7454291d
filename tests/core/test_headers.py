"""What every answer of a site in production carries, and the pages for what goes wrong."""

import json
import os
import subprocess
import sys

import pytest
from bs4 import BeautifulSoup
from django.conf import settings as test_settings
from django.core.exceptions import SuspiciousOperation
from django.test import Client
from django.urls import path

from cop.urls import urlpatterns as pages_of_the_site
from tests.factories.members import MemberFactory

PRINT = """
import json, cop.settings as made
names = ("SECURE_", "SESSION_COOKIE_", "CSRF_COOKIE_", "LANGUAGE_COOKIE_", "X_FRAME", "ALLOWED_HOSTS", "DEBUG")
print(json.dumps({name: getattr(made, name) for name in dir(made) if name.startswith(names)}))
"""
SECRET_WORDS = "the inside of the site"


def failing(request):
    raise RuntimeError(SECRET_WORDS)


def suspicious(request):
    raise SuspiciousOperation(SECRET_WORDS)


urlpatterns = [path("failing/", failing), path("suspicious/", suspicious), *pages_of_the_site]


@pytest.fixture(scope="session")
def made_for_production():
    """What cop.settings makes of a production environment, in a process of its own."""
    environment = {
        "PATH": os.environ["PATH"],
        "COP_SECRET_KEY": "x" * 60,
        "COP_SITE_URL": "https://cop.example.org",
        "COP_ALLOWED_HOSTS": "cop.example.org",
    }
    done = subprocess.run(
        [sys.executable, "-c", PRINT], env=environment, cwd=test_settings.BASE_DIR, capture_output=True, check=True
    )  # fmt: skip
    return json.loads(done.stdout)


@pytest.fixture
def browser(made_for_production, settings):
    """Somebody who visits a site in production, over https."""
    for name, value in made_for_production.items():
        setattr(settings, name, value)
    return Client(headers={"host": "cop.example.org"}, raise_request_exception=False)


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Strict-Transport-Security", "max-age=31536000"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "SAMEORIGIN"),
    ],
)
@pytest.mark.parametrize("address", ["/healthz", "/en/account/login/", "/en/nothing-here/"])
@pytest.mark.django_db
def test_every_answer_carries_the_headers_of_the_policy(browser, address, header, value):
    assert browser.get(address, secure=True)[header] == value


@pytest.mark.parametrize("address", ["/healthz", "/en/account/login/", "/cms/", "/en/nothing-here/"])
@pytest.mark.django_db
def test_only_this_site_frames_its_pages(browser, address):
    policy = browser.get(address, secure=True)["Content-Security-Policy"]

    assert "frame-ancestors 'self'" in [part.strip() for part in policy.split(";")]


@pytest.mark.parametrize("cookie", ["sessionid", "csrftoken"])
@pytest.mark.django_db
def test_cookies_go_over_https_only_and_no_script_reads_them(browser, settings, cookie):
    settings.SESSION_SAVE_EVERY_REQUEST = True  # so that an answer sets it again
    browser.get("/en/account/login/", secure=True)
    browser.force_login(MemberFactory())
    browser.get("/en/members/", secure=True)
    made = browser.cookies[cookie]

    assert (made["secure"], made["httponly"], made["samesite"]) == (True, True, "Lax")


@pytest.mark.parametrize(("address", "status"), [("/failing/", 500), ("/suspicious/", 400)])
@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_the_page_of_a_request_that_failed_says_so_and_shows_nothing_of_the_inside(browser, address, status):
    answer = browser.get(address, secure=True)

    assert answer.status_code == status
    page = BeautifulSoup(answer.content, "html.parser")
    assert page.html["lang"] == "en"
    assert page.title.get_text(strip=True)
    assert [heading.get_text(strip=True) for heading in page.select("h1")] != []
    text = answer.content.decode()
    for inside in (SECRET_WORDS, "Traceback", "RuntimeError", "SuspiciousOperation", __file__):
        assert inside not in text
