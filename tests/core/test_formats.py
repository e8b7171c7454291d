import datetime as dt

import pytest
from django.utils.formats import date_format
from django.utils.translation import override


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "18 November 2026"), ("de", "18. November 2026"), ("it", "18 Novembre 2026")],
)
def test_dates_are_written_as_europeans_write_them(language, written):
    with override(language):
        assert date_format(dt.date(2026, 11, 18), "DATE_FORMAT") == written
