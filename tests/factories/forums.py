import factory

from cop.core.richtext import render_markdown
from forums.models import Draft, Forum, Post, ReadState, Topic
from tests.factories.members import MemberFactory


class ForumFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Forum

    name_en = factory.Sequence(lambda n: f"Forum {n}")
    purpose_en = "What it is for."
    slug = factory.Sequence(lambda n: f"forum-{n}")


class TopicFactory(factory.django.DjangoModelFactory):
    """A question with its opening post, and as many `replies` as asked for; counts are right."""

    class Meta:
        model = Topic
        skip_postgeneration_save = True

    forum = factory.SubFactory(ForumFactory)
    kind = Topic.Kind.QUESTION
    title = factory.Sequence(lambda n: f"How do you measure board {n}?")
    language = "en"
    author = factory.SubFactory(MemberFactory)
    last_author = factory.SelfAttribute("author")
    post_count = 1
    last_number = 1

    @factory.post_generation
    def replies(self, create, extracted, **kwargs):
        count = 1 + (extracted or 0)
        for number in range(1, count + 1):
            PostFactory(topic=self, number=number, author=self.author, created_at=self.created_at)
        self.post_count = self.last_number = count
        self.save(update_fields=["post_count", "last_number"])
        Forum.objects.filter(pk=self.forum_id).update(topic_count=1, post_count=count, last_topic=self)


class PostFactory(factory.django.DjangoModelFactory):
    """A post alone: give it a topic and a number, and mind the counts."""

    class Meta:
        model = Post

    body = factory.Sequence(lambda n: f"Text number {n}.")
    body_html = factory.LazyAttribute(lambda post: render_markdown(post.body))
    language = "en"


class DraftFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Draft

    member = factory.SubFactory(MemberFactory)
    key = "forum:"
    body = "Half a thought"
    language = "en"


class ReadStateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ReadState

    member = factory.SubFactory(MemberFactory)
    topic = factory.SubFactory(TopicFactory)
    last_read_number = 1
