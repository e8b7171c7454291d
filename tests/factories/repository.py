import factory
from django.utils import timezone

from repository.models import MaterialLanguage, Resource, ResourceVersion
from tests.factories.members import MemberFactory


class ResourceFactory(factory.django.DjangoModelFactory):
    """A published document behind a link, in English, with its first version."""

    class Meta:
        model = Resource
        skip_postgeneration_save = True

    type = Resource.Type.DOCUMENT
    title = factory.Sequence(lambda n: f"Work sheet {n}")
    title_key = factory.LazyAttribute(lambda resource: resource.title.casefold())
    abstract = "One page, four boxes."
    abstract_html = "<p>One page, four boxes.</p>"
    summary = "One page, four boxes."
    language = "en"
    languages = factory.LazyAttribute(lambda resource: [resource.language])
    licence = Resource.Licence.BY
    link = "https://example.org/sheet"
    format = "LINK"
    status = Resource.Status.PUBLISHED
    depositor = factory.SubFactory(MemberFactory)
    published_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def rows(self, create, extracted, **kwargs):
        MaterialLanguage.objects.bulk_create(
            MaterialLanguage(resource=self, language=language) for language in self.languages
        )
        terms = {"link": self.link, "licence": self.licence} if self.published_at else {}
        ResourceVersion.objects.create(
            resource=self, number=1, author=self.depositor, published_at=self.published_at, **terms
        )


def draft(**fields):
    """A draft of a document."""
    return ResourceFactory(status=Resource.Status.DRAFT, published_at=None, **fields)
