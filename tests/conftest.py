"""What every test may use."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _english():
    """Every test starts in English, whatever the one before it left."""
    translation.activate("en")
    yield
    translation.deactivate()
