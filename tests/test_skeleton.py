import pytest


@pytest.mark.django_db
def test_healthz_says_ok(client):
    response = client.get("/healthz")

    assert response.json() == {"status": "ok"}


@pytest.mark.django_db
@pytest.mark.parametrize("probe", ["/healthz", "/readyz"])
def test_whoever_watches_over_the_process_speaks_plain_http(client, settings, probe):
    settings.SECURE_SSL_REDIRECT = True

    assert client.get(probe).status_code != 301
    assert client.get("/en/").status_code == 301
