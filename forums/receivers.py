"""What this app tells when it is asked: what somebody opened and answered in the forums."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cop.members.activity import ActivityItem, register_member_source
from forums.models import Topic

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from cop.members.models import Member


def topics_of_member(member: Member, viewer: Member | AnonymousUser, most: int) -> list[ActivityItem]:
    """The newest topics `member` opened. One query."""
    topics = Topic.objects.visible_to(viewer).filter(author=member).newest()
    return [
        ActivityItem(
            section="communication",
            kind=_("Question") if topic.is_question else _("Discussion"),
            title=topic.title,
            url=topic.get_absolute_url(),
            at=topic.created_at,
            language=topic.language,
        )
        for topic in topics[:most]
    ]


def answers_of_member(member: Member, viewer: Member | AnonymousUser, most: int) -> list[ActivityItem]:
    """The topics of others that `member` answered last, each once, with the accepted or the last answer.

    One query.
    """
    topics = Topic.objects.visible_to(viewer).exclude(author=member).answered_by(member)
    return [
        ActivityItem(
            section="communication",
            kind=_("Accepted answer")
            if topic.accepted_number
            else capfirst(ngettext("answer", "answers", 1)),
            title=topic.title,
            url=topic.post_url(topic.accepted_number or topic.answered_number),
            at=topic.answered_at,
            language=topic.language,
        )
        for topic in topics[:most]
    ]


register_member_source(topics_of_member)
register_member_source(answers_of_member)
