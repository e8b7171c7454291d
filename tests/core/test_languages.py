import pytest

from cop.core.languages import is_language, language_name, suggest_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Da noi annota sempre l’apprendista", "it"),
        ("Πώς μετράμε την υγρασία του ξύλου;", "el"),
        ("Algú té una fitxa per ensenyar a esmolar?", "ca"),
        ("asdf qwer zxcv", ""),
        ("Zwei Wörter", ""),
    ],
)
def test_a_language_is_suggested_only_when_it_is_clear(text, language):
    assert suggest_language(text) == language


@pytest.mark.parametrize(
    ("code", "own", "in_english"),
    [
        ("pt-BR", "Português (Brasil)", "Portuguese (Brazil)"),
        ("es-419", "Español (Latinoamérica)", "Spanish (Latin America)"),
        ("ca-ES-valencia", "Català (Espanya, valencià)", "Catalan (Spain, Valencian)"),
        ("ca-valencia", "Català (valencià)", "Catalan (Valencian)"),
        ("sr-Latn-RS", "Srpski (latinica, Srbija)", "Serbian (Latin, Serbia)"),
    ],
)
def test_a_language_has_a_script_a_region_and_variants_each_with_a_name(code, own, in_english):
    assert is_language(code)
    assert (language_name(code), language_name(code, "en")) == (own, in_english)


@pytest.mark.parametrize(
    "code", ["", "xx", "en-XX", "es-999", "it\n", "ca-nonsense", "ca-", "CA", "sr-Latn-RS-ekavsk"]
)
def test_what_is_no_language_or_too_long_for_one_is_refused(code):
    assert not is_language(code)


def test_names_are_kept_for_no_more_codes_than_there_are_languages_to_name():
    assert language_name.cache_parameters()["maxsize"]
