from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import connections
from wagtail.models import Locale

from forums.services import open_topic
from scenarios import services
from scenarios.models import Discussion
from tests.factories.forums import ForumFactory
from tests.factories.members import MemberFactory
from tests.factories.scenarios import ScenarioFactory


@pytest.mark.django_db(transaction=True)
def test_two_editors_at_once_in_two_languages_open_one_discussion(monkeypatch):
    english = ScenarioFactory()
    german = english.copy_for_translation(
        Locale.objects.get_or_create(language_code="de")[0], copy_parents=True
    )
    forum, editors = ForumFactory(), MemberFactory.create_batch(2, roles=["editor"])
    together = Barrier(2, timeout=1)

    def open_both(**details):
        with suppress(BrokenBarrierError):  # the other waits for this one, as it should
            together.wait()
        return open_topic(**details)

    def discuss(editor, scenario):
        try:
            return services.open_discussion(editor=editor, scenario=scenario, forum=forum, body="Why?")
        finally:
            connections["default"].close()

    monkeypatch.setattr(services, "open_topic", open_both)

    with ThreadPoolExecutor(2) as pool:
        topics = list(pool.map(discuss, editors, [english, german]))

    assert topics == [Discussion.objects.get().topic] * 2
