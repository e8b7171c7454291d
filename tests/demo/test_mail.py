import pytest
from django.core.mail import EmailMessage, get_connection

from cop.demo.models import DemoMail

pytestmark = pytest.mark.django_db


def send(**fields):
    message = EmailMessage(**{"subject": "Hello", "body": "x", "to": ["a@example.org"]} | fields)
    get_connection("cop.demo.mail.DemoMailBackend").send_messages([message])
    return DemoMail.objects.latest("pk")


def test_a_mail_of_the_demo_is_read_with_its_links_and_without_its_markup(client):
    mail = send(body="Go to http://localhost:8000/en/a/?x=1&y=2\n<script>alert(1)</script>")

    html = client.get(f"/demo/mail/{mail.pk}/").content.decode()

    assert '<a href="http://localhost:8000/en/a/?x=1&amp;y=2">' in html
    assert "<script>alert" not in html


def test_the_newest_mail_stands_first(client):
    send(subject="first")
    send(subject="second")

    page = client.get("/demo/mail/").context["page"]

    assert [mail.subject for mail in page] == ["second", "first"]


def test_outside_the_demo_there_is_no_mail_to_read(client, settings):
    mail = send()
    settings.DEMO = False

    assert [
        client.get(url, follow=True).status_code for url in ("/demo/mail/", f"/demo/mail/{mail.pk}/")
    ] == [404, 404]
