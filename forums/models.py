from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import uuid4

from django.contrib.auth.models import Group
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from taggit.managers import TaggableManager

from cop.core.languages import LanguageField
from cop.core.slugs import slug_of
from cop.members.models import Member
from cop.vocabulary.models import Theme
from forums.querysets import (
    DraftQuerySet,
    ForumQuerySet,
    PostQuerySet,
    PostRevisionQuerySet,
    ReadStateQuerySet,
    TopicQuerySet,
)

if TYPE_CHECKING:
    import datetime as dt

POSTS_PER_PAGE = 25
TITLE_MIN_LENGTH, TITLE_MAX_LENGTH = 8, 160
THEMES_MAX, TAGS_MAX = 3, 5


class Forum(models.Model):
    """A place for topics of one field of work; editors maintain it and its translations.

    A forum of a `group` is read and written by the members of that group and by moderators only.
    The counts and the last topic are denormalised: only forums.services writes them, and
    `manage.py recount_topics` repairs them.
    """

    name = models.CharField(pgettext_lazy("of a theme or forum", "name"), max_length=80)
    purpose = models.CharField(_("purpose"), max_length=300, blank=True)
    slug = models.SlugField(_("address"), unique=True)
    group = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, verbose_name=_("only for"), related_name="forums"
    )
    themes = models.ManyToManyField(Theme, blank=True, verbose_name=_("themes"), related_name="forums")
    position = models.PositiveSmallIntegerField(_("position"), default=100)
    topic_count = models.PositiveIntegerField(default=0, editable=False)
    post_count = models.PositiveIntegerField(default=0, editable=False)
    last_topic = models.ForeignKey(
        "forums.Topic", models.SET_NULL, null=True, editable=False, related_name="+"
    )

    objects = ForumQuerySet.as_manager()  # type: ignore[django-manager-missing]

    class Meta:
        verbose_name = _("forum")
        verbose_name_plural = _("forums")
        ordering = ("position", "slug")

    def __str__(self) -> str:
        return str(self.name)

    def get_absolute_url(self) -> str:
        return reverse("forums:forum", kwargs={"slug": self.slug})


class Topic(models.Model):
    """One conversation in a forum; its posts are numbered from 1 and never renumbered.

    `post_count` counts the posts that stand, `has_opening` says whether the first is one of them,
    `last_number` is the greatest number given. These
    and `last_posted_at`, `last_author` are denormalised from Post: only forums.services writes
    them, and `manage.py recount_topics` repairs them.
    """

    is_unread: bool  # set by services.mark_unread
    last_read: int | None  # by the queryset's read_by and left_unread_by
    first_unread: int  # these two by services.unread_topics_for
    unread_count: int
    answered_at: dt.datetime  # these three by the queryset's answered_by
    answered_number: int
    accepted_number: int | None
    opening: list[Post]  # by the queryset's with_opening

    class Kind(models.TextChoices):
        QUESTION = "question", _("question")
        DISCUSSION = "discussion", _("discussion")

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="topics", verbose_name=_("forum"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    title = models.CharField(_("title"), max_length=TITLE_MAX_LENGTH)
    language = LanguageField()
    author = models.ForeignKey(
        Member, models.SET_NULL, null=True, related_name="topics", verbose_name=_("author")
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="topics", verbose_name=_("themes"))
    tags = TaggableManager(_("tags"), blank=True)
    is_locked = models.BooleanField(_("locked"), default=False)
    solved_at = models.DateTimeField(null=True, editable=False)
    accepted_post = models.ForeignKey(
        "forums.Post", models.SET_NULL, null=True, editable=False, related_name="+"
    )
    post_count = models.PositiveIntegerField(default=0, editable=False)
    has_opening = models.BooleanField(default=True, editable=False)
    last_number = models.PositiveIntegerField(default=0, editable=False)
    last_posted_at = models.DateTimeField(default=timezone.now, editable=False)
    last_author = models.ForeignKey(Member, models.SET_NULL, null=True, editable=False, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    edits = models.PositiveIntegerField(default=0, editable=False)  # of its title, opening, themes and tags
    token = models.UUIDField(default=uuid4, unique=True, editable=False)  # of the form that made it

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(solved_at__isnull=True) | models.Q(kind="question"),
                name="topic_solved_is_a_question",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_post__isnull=True) | models.Q(solved_at__isnull=False),
                name="topic_with_answer_is_solved",
            ),
        ]
        indexes = [
            models.Index(fields=["forum", "-last_posted_at", "-id"], name="topic_list"),
            models.Index(fields=["forum", "-created_at", "-id"], name="topic_list_new"),
            models.Index(fields=["-last_posted_at", "-id"], name="topic_all"),
            models.Index(fields=["-created_at", "-id"], name="topic_all_new"),
            models.Index(
                fields=["-created_at", "-id"],
                name="topic_unanswered",
                condition=models.Q(kind="question", post_count=1, solved_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("forums:topic", kwargs={"topic_id": self.pk, "slug": self.slug})

    @property
    def slug(self) -> str:
        """The title in plain letters, for the address; "topic" when nothing is left of it."""
        return slug_of(self.title, "topic")

    @property
    def is_question(self) -> bool:
        return self.kind == self.Kind.QUESTION

    @property
    def reply_count(self) -> int:
        return max(self.post_count - self.has_opening, 0)

    @property
    def page_count(self) -> int:
        """How many pages of posts there are, at least 1."""
        return max(1, -(-self.last_number // POSTS_PER_PAGE))

    def post_url(self, number: int) -> str:
        """Address of post `number`: its page and its place on it."""
        page = (number - 1) // POSTS_PER_PAGE + 1
        query = f"?page={page}" if page > 1 else ""
        return f"{self.get_absolute_url()}{query}#post-{number}"


class Post(models.Model):
    """One text in a topic. Post 1 is the question or the opening of the discussion.

    `revision` grows with each edit; the earlier texts are kept as PostRevision. A removed post
    keeps its number and its row, but no text: that has moved to its last PostRevision.
    """

    is_accepted: bool  # these five are set by the view of a topic, for its reader
    is_new: bool
    may_edit: bool
    may_accept: bool
    piece: str

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="posts", verbose_name=_("topic"))
    number = models.PositiveIntegerField(editable=False)
    author = models.ForeignKey(
        Member, models.SET_NULL, null=True, related_name="posts", verbose_name=_("author")
    )
    body = models.TextField(_("text"), blank=True)  # Markdown, as typed
    body_html = models.TextField(blank=True, editable=False)
    language = LanguageField()
    revision = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    edited_at = models.DateTimeField(null=True, editable=False)
    edited_by = models.ForeignKey(Member, models.SET_NULL, null=True, editable=False, related_name="+")
    is_deleted = models.BooleanField(default=False, editable=False)
    removed_by = models.ForeignKey(Member, models.SET_NULL, null=True, editable=False, related_name="+")
    token = models.UUIDField(default=uuid4, unique=True, editable=False)  # of the form that made it

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        constraints = [
            models.UniqueConstraint(fields=["topic", "number"], name="post_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="post_number_from_1"),
        ]

    def __str__(self) -> str:
        return f"{self.topic_id}/{self.number}"

    def get_absolute_url(self) -> str:
        return self.topic.post_url(self.number)

    @property
    def draft_key(self) -> str:
        """Where the draft of a new text for it is."""
        return f"post:{self.pk}"

    @property
    def edit_count(self) -> int:
        return self.revision - 1

    @property
    def is_opening(self) -> bool:
        return self.number == 1

    @property
    def was_removed_by_author(self) -> bool:
        return self.is_deleted and self.removed_by_id is not None and self.removed_by_id == self.author_id

    @property
    def written_at(self) -> dt.datetime:
        """When the text that stands here was written: at the last edit, or at the beginning."""
        return self.edited_at or self.created_at


class PostRevision(models.Model):
    """An earlier text of a post: what it said, who had written it, and when."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="revisions")
    revision = models.PositiveIntegerField()
    title = models.CharField(max_length=TITLE_MAX_LENGTH, blank=True)  # of the topic, for post 1
    body = models.TextField()
    body_html = models.TextField()
    language = LanguageField()
    written_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField()

    objects = PostRevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("earlier version")
        verbose_name_plural = _("earlier versions")
        constraints = [models.UniqueConstraint(fields=["post", "revision"], name="post_revision_once")]

    def __str__(self) -> str:
        return f"{self.post_id} v{self.revision}"


class Draft(models.Model):
    """A text a member has begun.

    An answer (key "topic:12"), a new topic (key "forum:wood") or a new text of a post (key "post:7").
    """

    topic: Topic | None  # these three set by services.drafts_of
    forum: Forum | None
    post: Post | None
    KEY = re.compile(r"^(?:(?:topic|post):[1-9]\d{0,15}|forum:[-\w]{0,50})$")

    member = models.ForeignKey(Member, models.CASCADE, related_name="drafts")
    key = models.CharField(max_length=64)
    title = models.CharField(max_length=TITLE_MAX_LENGTH, blank=True)
    body = models.TextField(blank=True)
    language = LanguageField(blank=True)
    details = models.JSONField(default=dict, db_default={}, blank=True)  # see services.save_draft
    saved_at = models.DateTimeField(default=timezone.now)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [models.UniqueConstraint(fields=["member", "key"], name="draft_once")]
        indexes = [models.Index(fields=["member", "-saved_at", "-id"], name="draft_list")]

    def __str__(self) -> str:
        return f"{self.member_id} {self.key}"

    def get_absolute_url(self) -> str:
        """Where the member goes on writing."""
        if self.topic_id:
            return reverse("forums:topic_short", kwargs={"topic_id": self.topic_id}) + "#reply"
        if self.post_id:
            return reverse("forums:edit_short", kwargs={"post_id": self.post_id})
        slug = self.key.removeprefix("forum:")
        return reverse("forums:topic_new") + (f"?forum={slug}" if slug else "")

    @property
    def was_saved_today(self) -> bool:
        return timezone.localdate(self.saved_at) == timezone.localdate()

    @property
    def topic_id(self) -> int | None:
        """The topic the answer is for; None for another text."""
        return int(self.key.removeprefix("topic:")) if self.key.startswith("topic:") else None

    @property
    def forum_slug(self) -> str:
        """The forum a new topic is for: the one chosen last, else where it was begun; "" for none."""
        if self.topic_id or self.post_id:
            return ""
        return self.details.get("forum") or self.key.removeprefix("forum:")

    @property
    def post_id(self) -> int | None:
        """The post the new text is for; None for another text."""
        return int(self.key.removeprefix("post:")) if self.key.startswith("post:") else None


class ReadState(models.Model):
    """How far a member has read a topic; the number only grows."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="read_states")
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="read_states")
    last_read_number = models.PositiveIntegerField(default=0)

    objects = ReadStateQuerySet.as_manager()

    class Meta:
        verbose_name = _("read state")
        verbose_name_plural = _("read states")
        constraints = [models.UniqueConstraint(fields=["member", "topic"], name="read_state_once")]

    def __str__(self) -> str:
        return f"{self.member_id} {self.topic_id}/{self.last_read_number}"


class ModerationAct(models.Model):
    """What a moderator did to a topic or a post, and why."""

    class Act(models.TextChoices):
        LOCK = "lock", _("locked")
        UNLOCK = "unlock", _("unlocked")
        MOVE = "move", _("moved")
        RENAME = "rename", _("renamed")
        REMOVE = "remove", _("removed")

    act = models.CharField(max_length=10, choices=Act)
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="moderation_acts")
    post = models.ForeignKey(Post, models.SET_NULL, null=True, blank=True, related_name="moderation_acts")
    moderator = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("act of moderation")
        verbose_name_plural = _("acts of moderation")
        indexes = [models.Index(fields=["topic", "-created_at"], name="moderation_list")]

    def __str__(self) -> str:
        return f"{self.act} {self.topic_id}"
