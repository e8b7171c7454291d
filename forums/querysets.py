from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, Max, OuterRef, Prefetch, Q, QuerySet, Subquery

from cop.core.languages import in_languages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AnonymousUser

    from cop.members.models import Member
    from forums.models import Draft, Forum, Post, PostRevision, ReadState, Topic


class ForumQuerySet(QuerySet["Forum"]):
    def visible_to(self, user: Member | AnonymousUser) -> ForumQuerySet:
        """Forums `user` may read: public ones, those of the user's groups; moderators read all."""
        public = Q(group__isnull=True)
        if not user.is_authenticated:
            return self.filter(public)
        if user.is_moderator:
            return self.all()
        return self.filter(public | Q(group__name__in=user.role_names))

    def hidden_from(self, user: Member | AnonymousUser) -> ForumQuerySet:
        """Forums `user` may not read: those of groups the user is not in."""
        of_groups = self.filter(group__isnull=False)
        if not user.is_authenticated:
            return of_groups
        if user.is_moderator:
            return self.none()
        return of_groups.exclude(group__name__in=user.role_names)

    def for_list(self) -> ForumQuerySet:
        """With everything one row of the list of forums shows, in its order."""
        return self.select_related("last_topic__last_author").order_by("position", "slug")


class TopicQuerySet(QuerySet["Topic"]):
    def visible_to(self, user: Member | AnonymousUser) -> TopicQuerySet:
        """Topics `user` may read. One whose posts were all removed is left to moderators."""
        if user.is_authenticated and user.is_moderator:
            return self.all()
        # The few forums to leave out, not the many to keep: so the list walks the index of its order.
        forums: Any = self.model._meta.get_field("forum").related_model
        hidden = forums._default_manager.hidden_from(user).values("pk")
        return self.exclude(forum__in=hidden).filter(post_count__gt=0)

    def for_list(self) -> TopicQuerySet:
        """With everything one row of a list of topics shows (two queries)."""
        return self.select_related("forum", "last_author").prefetch_related("tags")

    def for_page(self) -> TopicQuerySet:
        """With its forum, and the group that may read it."""
        return self.select_related("forum__group")

    def with_opening(self) -> TopicQuerySet:
        """With its author and, in `opening`, its first post if that stands (two queries)."""
        post: Any = self.model._meta.get_field("posts").related_model
        first = post._default_manager.standing().filter(number=1)
        return self.select_related("author").prefetch_related(Prefetch("posts", first, to_attr="opening"))

    def beside(self, topic: Topic) -> TopicQuerySet:
        """The others of its forum, most alive first: whoever may read `topic` may read them too."""
        return self.filter(forum=topic.forum_id, post_count__gt=0).exclude(pk=topic.pk).active()

    def public(self) -> TopicQuerySet:
        """Topics of forums open to all."""
        return self.filter(forum__group__isnull=True)

    def unanswered(self) -> TopicQuerySet:
        """Questions that stand and wait for a first answer."""
        return self.filter(kind="question", post_count=1, has_opening=True, solved_at__isnull=True)

    def solved(self) -> TopicQuerySet:
        """Questions with an accepted answer, or marked solved by the asker."""
        return self.filter(solved_at__isnull=False)

    def in_languages(self, languages: Iterable[str]) -> TopicQuerySet:
        """Topics opened in one of `languages` (BCP 47 tags): "pt" is also "pt-BR"."""
        return self.filter(in_languages("language", languages))

    def about(self, theme_keys: Iterable[str]) -> TopicQuerySet:
        """Topics on at least one of the themes with these keys, each once."""
        links = self.model.themes.through.objects.filter(
            topic_id=OuterRef("pk"), theme__key__in=list(theme_keys)
        )
        return self.filter(Exists(links))

    def tagged(self, tag: str) -> TopicQuerySet:
        """Topics with this tag."""
        return self.filter(tags__name=tag.lower())

    def answered_by(self, member: Member) -> TopicQuerySet:
        """Topics with a reply of `member` that stands, latest answered first.

        Each has `answered_at` and `answered_number` of the last one, and `accepted_number` of the
        accepted one (None: it is not the member's).
        """
        mine = self.filter(posts__author=member, posts__number__gt=1, posts__is_deleted=False)
        accepted = Q(posts=F("accepted_post"))
        return mine.annotate(
            answered_at=Max("posts__created_at"),
            answered_number=Max("posts__number"),
            accepted_number=Max("posts__number", filter=accepted),
        ).order_by("-answered_at", "-pk")

    def read_by(self, member: Member) -> TopicQuerySet:
        """Each with `last_read`: the last post number `member` has seen, None when never opened."""
        states = member.read_states.filter(topic=OuterRef("pk"))
        return self.annotate(last_read=Subquery(states.values("last_read_number")[:1]))

    def unread_by(self, member: Member) -> TopicQuerySet:
        """Topics with posts `member` has not seen: read in part, or active since the member joined."""
        states = member.read_states
        seen = states.filter(last_read_number__gte=F("topic__last_number"))
        begun = Q(pk__in=states.values("topic_id")) | Q(last_posted_at__gt=member.joined_at)
        return self.filter(begun).exclude(pk__in=seen.values("topic_id"))

    def left_unread_by(self, member: Member) -> TopicQuerySet:
        """Topics `member` has read in part, with newer posts."""
        return self.filter(read_states__member=member, read_states__last_read_number__lt=F("last_number"))

    def with_last_read(self) -> TopicQuerySet:
        """After `left_unread_by`: each topic has `last_read`, the last post number seen."""
        return self.annotate(last_read=F("read_states__last_read_number"))

    def newest(self) -> TopicQuerySet:
        """Latest opened first."""
        return self.order_by("-created_at", "-pk")

    def active(self) -> TopicQuerySet:
        """Latest post first."""
        return self.order_by("-last_posted_at", "-pk")


class PostQuerySet(QuerySet["Post"]):
    def visible_to(self, user: Member | AnonymousUser) -> PostQuerySet:
        """Posts of topics `user` may read, with the rows that stand for removed ones."""
        topics: Any = self.model._meta.get_field("topic").related_model
        return self.filter(topic__in=topics._default_manager.visible_to(user))

    def standing(self) -> PostQuerySet:
        """Posts that were not removed."""
        return self.filter(is_deleted=False)

    def for_page(self) -> PostQuerySet:
        """With everything one post shows."""
        return self.select_related("author")

    def between(self, first: int, last: int) -> PostQuerySet:
        """Posts numbered `first` to `last`, in order: one range of an index."""
        return self.filter(number__gte=first, number__lte=last).order_by("number")


class PostRevisionQuerySet(QuerySet["PostRevision"]):
    def visible_to(self, user: Member | AnonymousUser) -> PostRevisionQuerySet:
        """Earlier versions, for members; those of a removed post for moderators only."""
        if not user.is_authenticated:
            return self.none()
        posts: Any = self.model._meta.get_field("post").related_model
        rows = self.filter(post__in=posts._default_manager.visible_to(user))
        return rows if user.is_moderator else rows.filter(post__is_deleted=False)


class DraftQuerySet(QuerySet["Draft"]):
    def visible_to(self, user: Member | AnonymousUser) -> DraftQuerySet:
        """One's own drafts, nobody else's."""
        return self.filter(member=user) if user.is_authenticated else self.none()


class ReadStateQuerySet(QuerySet["ReadState"]):
    def visible_to(self, user: Member | AnonymousUser) -> ReadStateQuerySet:
        """What `user` has read, and nobody else."""
        return self.filter(member=user) if user.is_authenticated else self.none()
