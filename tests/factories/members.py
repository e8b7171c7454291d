import factory
from django.contrib.auth.models import Group

from cop.members.models import Member, Membership, Organisation
from cop.vocabulary.models import Theme


class ThemeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Theme

    key = factory.Sequence(lambda n: f"theme-{n}")
    name_en = factory.Sequence(lambda n: f"Theme {n}")


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Training centre {n}")
    kind = Organisation.Kind.VET_PROVIDER
    country = "IT"


class MemberFactory(factory.django.DjangoModelFactory):
    """A member with an English interface; `roles` adds them to groups."""

    class Meta:
        model = Member
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"member{n}@example.org")
    display_name = factory.Sequence(lambda n: f"Trainer {n}")
    reads = ["en"]
    writes = ["en"]

    @factory.post_generation
    def roles(self, create, extracted, **kwargs):
        for name in extracted or ():
            self.groups.add(Group.objects.get_or_create(name=name)[0])


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    member = factory.SubFactory(MemberFactory)
    organisation = factory.SubFactory(OrganisationFactory)


def represented(**fields):
    """An accepted membership of a member who speaks for the organisation."""
    return MembershipFactory(state="accepted", is_representative=True, **fields)
