import pytest

from cop.pages.fresh import Fresh
from cop.pages.services.setup import set_up_site


@pytest.fixture
def site(db):
    """The site as `setup_site` makes it, with nothing remembered from the test before."""
    Fresh.forget_all()
    set_up_site()
    yield
    Fresh.forget_all()
