import pytest

SECTIONS = ["communication", "sharing", "collaboration", "cooperation"]


@pytest.mark.parametrize("language", ["en", "el"])
@pytest.mark.parametrize("path", ["", *(f"{key}/" for key in SECTIONS)])
def test_landing_pages_cost_few_queries_in_every_language(
    site, client, django_assert_max_num_queries, language, path
):
    client.get(f"/{language}/{path}")

    with django_assert_max_num_queries(12):
        response = client.get(f"/{language}/{path}")

    assert (response.status_code, f'<html lang="{language}"' in response.text) == (200, True)


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(
    "path",
    [
        "about/",
        "privacy/",
        "accessibility/",
        "contact/",
        "news/",
        "communication/events/",
        "cooperation/calls/",
    ],
)
def test_the_pages_of_the_footer_and_the_lists_are_there(site, client, language, path):
    response = client.get(f"/{language}/{path}")

    assert (response.status_code, response.text.count("<h1")) == (200, 1)
