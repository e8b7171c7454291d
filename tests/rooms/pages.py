"""What the tests of the pages of rooms share."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

ROOMS = "/en/collaboration/rooms/"


def url(name, room):
    return reverse(f"rooms:{name}", args=[room.pk])


def queries(client, address):
    """How many queries the page costs once what all pages share is cached."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200
    return len(captured)
