import re

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cop import health
from cop.pages.models import ArticlePage
from tests.factories.forums import ForumFactory, TopicFactory
from tests.factories.members import MemberFactory
from tests.factories.pages import make_page
from tests.factories.repository import ResourceFactory
from tests.factories.rooms import RoomFactory

PICTURE = bytes.fromhex("89504e470d0a1a0a")


def locations(xml: str) -> set[str]:
    return set(re.findall(r"<loc>http://localhost:8000([^<]+)</loc>", xml))


def test_the_sitemap_names_its_parts(site, client):
    assert locations(client.get("/sitemap.xml", headers={"host": "localhost:8000"}).text) == {
        f"/sitemap-{part}.xml" for part in ("pages", "forums", "topics", "resources", "practices", "rooms")
    }


def test_the_sitemap_lists_pages_with_their_translations(site, client):
    make_page(ArticlePage, "en", "snow")
    make_page(ArticlePage, "it", "snow")

    xml = client.get("/sitemap-pages.xml").text

    assert {"/en/", "/el/sharing/", "/de/about/", "/it/news/snow/"} <= locations(xml)
    assert "/pl/news/snow/" not in locations(xml)
    assert 'hreflang="it" href="http://localhost:8000/it/news/snow/"' in xml


def test_the_sitemap_lists_what_strangers_may_read_and_nothing_else(site, client):
    topic = TopicFactory(language="it")
    hidden = TopicFactory(forum=ForumFactory(group_id=MemberFactory(roles=["editor"]).groups.get().pk))
    RoomFactory(is_open=False)
    resource = ResourceFactory(language="mt")
    ResourceFactory(status="draft", published_at=None)

    assert locations(client.get("/sitemap-topics.xml").text) == {
        f"/it/communication/topics/{topic.pk}-{topic.slug}/"
    }
    assert hidden.slug
    assert locations(client.get("/sitemap-rooms.xml").text) == set()
    assert locations(client.get("/sitemap-resources.xml").text) == {
        f"/en/sharing/resources/{resource.pk}-{resource.slug}/"
    }


def test_robots_are_told_where_the_sitemap_is(client, db):
    text = client.get("/robots.txt").text

    assert "Sitemap: http://localhost:8000/sitemap.xml" in text
    assert "Disallow: /cms/" in text


def test_readyz_says_of_each_part_whether_it_answers(client, db):
    response = client.get("/readyz")

    assert response.status_code == 200
    assert set(response.json().values()) == {"ok"}
    assert {"database", "live", "tasks", "search"} <= set(response.json())


def test_readyz_fails_without_telling_why(client, db, monkeypatch):
    def broken() -> None:
        raise OSError("the password of the database is secret")

    monkeypatch.setitem(health.CHECKS, "live", broken)

    response = client.get("/readyz")

    assert (response.status_code, response.json()["live"], response.json()["database"]) == (
        503,
        "failed",
        "ok",
    )
    assert "secret" not in response.text


def test_readyz_sees_that_no_worker_takes_tasks(client, db):
    waiting = DBTaskResult(
        args_kwargs={"args": [], "kwargs": {}},
        task_path="search.tasks.drain",
        queue_name="default",
        backend_name="default",
        priority=0,
    )
    waiting.save()
    DBTaskResult.objects.update(enqueued_at=timezone.now() - 2 * health.STUCK_AFTER)

    assert client.get("/readyz").json()["tasks"] == "failed"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("images/board.png", 200),
        ("original_images/board.png", 404),
        ("images/board.svg", 404),
        ("images/board.html", 404),
        ("images/absent.png", 404),
        ("images/../files/board.png", 404),
        ("images/../original_images/board.png", 404),
        ("images/./board.png", 404),
        ("images//board.png", 404),
    ],
)
def test_media_serves_pictures_and_nothing_else(client, db, path, status):
    for name in ("images/board.png", "original_images/board.png", "images/board.svg", "images/board.html"):
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(PICTURE))

    response = client.get(f"/media/{path}")

    assert response.status_code == status
    if status == 200:
        assert response["Content-Type"] == "image/png"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_the_page_of_a_broken_server_greets_in_every_language():
    text = (settings.BASE_DIR / "templates" / "500.html").read_text(encoding="utf-8")

    assert re.findall(r'<section class="stack stack-tight" lang="(\w+)">', text) == list(
        settings.ALL_LANGUAGES
    )
    assert "{%" not in text
    assert "{{" not in text
    assert "style=" not in text


def test_a_page_that_is_not_there_says_so_in_the_readers_language(site, client):
    response = client.get("/el/nowhere/")

    assert (response.status_code, '<html lang="el"' in response.text) == (404, True)
    assert '<meta name="robots" content="noindex">' in response.text


def test_a_form_without_its_token_gives_back_what_was_typed(db):
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post(
        "/el/account/login/", {"text": "A long thought, typed by hand"}
    )

    assert response.status_code == 403
    assert "A long thought, typed by hand" in response.text


def test_open_graph_has_a_picture(site, client):
    assert re.search(
        r'<meta property="og:image" content="http://localhost:8000/static/img/card[^"]*.png">',
        client.get("/en/").text,
    )
