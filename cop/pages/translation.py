from modeltranslation.translator import TranslationOptions, register

from cop.pages.models import Funding


@register(Funding)
class FundingTranslation(TranslationOptions):
    fields = ("line", "disclaimer")
    required_languages = ("en",)
