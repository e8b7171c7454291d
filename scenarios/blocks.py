"""What a scenario page is made of."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

FEATURES = ["bold", "italic", "link", "ol", "ul"]


class Stakeholder(models.TextChoices):
    LEARNERS = "learners", _("Learners")
    TRAINERS = "trainers", _("Trainers")
    COMPANIES = "companies", _("Companies")
    PROVIDERS = "providers", _("VET providers")
    AUTHORITIES = "authorities", _("Authorities")


class DriverBlock(blocks.StructBlock):
    """Something that pushes the future this way, and how certain it is."""

    name = blocks.CharBlock(max_length=120, label=_("driver"))
    note = blocks.TextBlock(required=False, label=_("what is known about it"))

    class Meta:
        icon = "cogs"
        label = _("driver")


class ConsequenceBlock(blocks.StructBlock):
    """What follows for one kind of people."""

    stakeholder = blocks.ChoiceBlock(choices=Stakeholder.choices, label=_("for whom"))
    text = blocks.TextBlock(label=_("what follows"))

    class Meta:
        icon = "group"
        label = _("consequence")


class SourceBlock(blocks.StructBlock):
    """Where a claim comes from."""

    title = blocks.CharBlock(max_length=200, label=_("title"))
    url = blocks.URLBlock(required=False, label=_("address"))

    class Meta:
        icon = "link"
        label = _("source")


class NarrativeBlock(blocks.StreamBlock):
    """The story, told in paragraphs."""

    paragraph = blocks.RichTextBlock(features=FEATURES, label=_("paragraph"))
    heading = blocks.CharBlock(max_length=120, label=_("heading"))
    pull = blocks.CharBlock(max_length=200, label=_("sentence to stand out"))
    picture = ImageBlock(label=_("picture"))
