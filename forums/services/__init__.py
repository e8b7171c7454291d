"""What happens in forums: writing, asking and answering, moderating, reading, drafts, counts."""

from forums.services.answers import accept_answer, mark_solved, reopen_question
from forums.services.counts import recount_forum, recount_topic
from forums.services.drafts import discard_draft, draft_for, drafts_of, save_draft
from forums.services.moderate import lock_topic, move_topic, rename_topic, unlock_topic
from forums.services.read import mark_unread, read_to, unread_topics_for
from forums.services.write import (
    BODY_MAX_LENGTH,
    EditConflictError,
    TopicLockedError,
    edit_opening,
    edit_post,
    open_topic,
    remove_post,
    reply_to_topic,
    require_editable,
)

__all__ = [
    "BODY_MAX_LENGTH",
    "EditConflictError",
    "TopicLockedError",
    "accept_answer",
    "discard_draft",
    "draft_for",
    "drafts_of",
    "edit_opening",
    "edit_post",
    "lock_topic",
    "mark_solved",
    "mark_unread",
    "move_topic",
    "open_topic",
    "read_to",
    "recount_forum",
    "recount_topic",
    "remove_post",
    "rename_topic",
    "reopen_question",
    "reply_to_topic",
    "require_editable",
    "save_draft",
    "unlock_topic",
    "unread_topics_for",
]
