import datetime as dt

import factory
from django.utils import timezone

from rooms.models import Message, Room, RoomMember
from tests.factories.members import MemberFactory, ThemeFactory


class RoomFactory(factory.django.DjangoModelFactory):
    """A running open room with its host seated; `upcoming=True` and `past=True` move its dates."""

    class Meta:
        model = Room
        skip_postgeneration_save = True

    class Params:
        upcoming = factory.Trait(
            starts_at=factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=2)),
            ends_at=factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=9)),
        )
        past = factory.Trait(
            starts_at=factory.LazyFunction(lambda: timezone.now() - dt.timedelta(days=9)),
            ends_at=factory.LazyFunction(lambda: timezone.now() - dt.timedelta(days=2)),
        )

    title = factory.Sequence(lambda n: f"Drying small lots of timber {n}")
    purpose = "How a firm of five dries what it needs."
    purpose_html = "<p>How a firm of five dries what it needs.</p>"
    summary = "How a firm of five dries what it needs."
    language = "en"
    theme = factory.SubFactory(ThemeFactory)
    host = factory.SubFactory(MemberFactory)
    starts_at = factory.LazyFunction(lambda: timezone.now() - dt.timedelta(days=2))
    ends_at = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=5))
    member_count = 1

    @factory.post_generation
    def seat_of_the_host(self, create, extracted, **kwargs):
        RoomMember.objects.create(room=self, member=self.host, state=RoomMember.State.JOINED)


class RoomMemberFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RoomMember

    room = factory.SubFactory(RoomFactory)
    member = factory.SubFactory(MemberFactory)
    state = RoomMember.State.JOINED


class MessageFactory(factory.django.DjangoModelFactory):
    """The next message of its room, by its host."""

    class Meta:
        model = Message

    room = factory.SubFactory(RoomFactory)
    author = factory.SelfAttribute("room.host")
    language = "en"
    text = factory.Sequence(lambda n: f"Board {n} has 14 %.")

    @factory.lazy_attribute
    def number(self):
        self.room.last_number += 1
        self.room.save(update_fields=["last_number"])
        return self.room.last_number
