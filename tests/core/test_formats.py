import datetime as dt
import re

import pytest
from django.template import Context, Template
from django.utils import timezone
from django.utils.translation import override


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "18 November 2026, 18 November, 18 November 2026, 17:30"),
        ("it", "18 novembre 2026, 18 novembre, 18 novembre 2026, 17:30"),
        ("pt", "18 de novembro de 2026, 18 de novembro, 18 de novembro de 2026, 17:30"),
        ("el", "18 Νοεμβρίου 2026, 18 Νοεμβρίου, 18 Νοεμβρίου 2026, 5:30 μ.μ."),
        ("es", "18 de noviembre de 2026, 18 de noviembre, 18 de noviembre de 2026, 17:30"),
        ("ca", "18 de novembre del 2026, 18 de novembre, 18 de novembre del 2026, 17:30"),
        ("fr", "18 novembre 2026, 18 novembre, 18 novembre 2026, 17:30"),
        ("pl", "18 listopada 2026, 18 listopada, 18 listopada 2026, 17:30"),
        ("de", "18. November 2026, 18. November, 18. November 2026, 17:30"),
    ],
)
def test_days_are_written_as_they_stand_in_a_sentence(language, written):
    moment = timezone.make_aware(dt.datetime(2026, 11, 18, 17, 30))
    shown = Template("{{ at|long_day }}, {{ at|day_of_month }}, {{ at|day_and_time }}{{ none|long_day }}")
    with override(language):
        text = shown.render(Context({"at": moment, "none": None}))

    assert re.sub(r"\s", " ", text) == written


@pytest.mark.parametrize(
    ("language", "written", "span"),
    [
        ("en", "October 2023", "October 2023 – September 2026"),
        ("it", "ottobre 2023", "ottobre 2023 – settembre 2026"),
        ("pt", "outubro de 2023", "outubro de 2023 – setembro de 2026"),
        ("el", "Οκτώβριος 2023", "Οκτώβριος 2023 – Σεπτέμβριος 2026"),
        ("es", "octubre de 2023", "octubre de 2023 – septiembre de 2026"),
        ("ca", "octubre del 2023", "octubre del 2023 – setembre del 2026"),
        ("fr", "octobre 2023", "octobre 2023 – septembre 2026"),
        ("pl", "październik 2023", "październik 2023–wrzesień 2026"),
        ("de", "Oktober 2023", "Oktober 2023 – September 2026"),
    ],
)
def test_months_are_written_as_they_stand_in_a_sentence(language, written, span):
    first, last = dt.date(2023, 10, 1), dt.date(2026, 9, 30)
    shown = Template("{{ first|month }}; {% months first last %}")
    with override(language):
        text = shown.render(Context({"first": first, "last": last}))

    assert re.sub(r"\s", " ", text) == f"{written}; {span}"
