import pytest

from cop.pages.services.setup import set_up_site


@pytest.fixture
def site(db):
    """The site as `setup_site` makes it."""
    set_up_site()
