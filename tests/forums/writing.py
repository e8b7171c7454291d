"""What the tests of the pages one writes on share."""

from uuid import uuid4

from forums.models import ReadState

ITALIAN = "Da noi annota sempre l’apprendista, altrimenti guarda soltanto il capo e non la tavola."


def reply_url(topic):
    return f"/en/communication/topics/{topic.pk}/reply/"


def edit_url(post):
    return f"/en/communication/topics/{post.topic_id}/posts/{post.number}/edit/"


def topic_form(forum, **changes):
    form = {
        "forum": forum.slug, "kind": "question", "title": "How do you measure?", "body": "Text",
        "language": "it", "tags": "Oak, #ash, oak", "token": str(uuid4()), "began_in": forum.slug,
    }  # fmt: skip
    return form | changes


def errors(response):
    return {field: list(messages) for field, messages in response.context["form"].errors.items()}


def last_read_number(member, topic):
    """Number of the last post of `topic` that `member` has seen; None when they never opened it."""
    states = ReadState.objects.filter(member=member, topic=topic)
    return states.values_list("last_read_number", flat=True).first()
