from modeltranslation.translator import TranslationOptions, register

from cop.vocabulary.models import Theme


@register(Theme)
class ThemeTranslation(TranslationOptions):
    fields = ("name", "about")
