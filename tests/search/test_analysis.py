import pytest

from search import analysis


def forms(text, language):
    return {
        form
        for token in analysis.tokens(analysis.normal(text), language)
        for form in (*token.stems, token.word)
    }


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "measuring", "measured"),
        ("en", "the trainer’s", "trainers"),
        ("it", "l’umidità", "umidita"),
        ("it", "dell'apprendista", "apprendisti"),
        ("it", "formazioni", "formazione"),
        ("pt", "formação", "formações"),
        ("pt", "formacao", "formação"),
        ("el", "ΥΓΡΑΣΙΑ", "υγρασίας"),
        ("el", "εκπαιδευτής", "εκπαιδευτών"),
        ("el", "λόγος", "ΛΟΓΟΣ"),
        ("es", "formacion", "formaciones"),
        ("es", "taller", "talleres"),
        ("ca", "col·lecció", "col·leccions"),
        ("ca", "d’aprenentatge", "aprenentatges"),
        ("fr", "l’évaluation", "evaluations"),
        ("fr", "œuvre", "oeuvres"),
        ("pl", "wilgotność", "wilgotności"),
        ("pl", "łódź", "lodz"),
        ("de", "Prüfung", "Prüfungen"),
        ("de", "Straße", "STRASSE"),
        ("de", "Holzfeuchte", "holzfeuchte"),
        ("en", "e-learning", "elearning"),
    ],
)
def test_forms_of_one_word_meet(language, one, other):
    assert forms(one, language) & forms(other, language)


def test_stems_of_two_languages_do_not_meet():
    assert analysis.stems("formare", "it") == ("it_form",)
    assert not set(analysis.stems("form", "en")) & set(analysis.stems("formare", "it"))


def test_a_language_without_a_stemmer_is_folded_and_matched_by_its_beginning():
    assert analysis.stems("Školama", "hr") == ("und_skolama",)
    assert "und_skolama".startswith(analysis.prefix("škole"))


def test_tokens_say_where_they_stand():
    text = "L’umidità, e-learning"

    found = [
        (text[token.start : token.end], token.word, token.is_joined) for token in analysis.tokens(text, "it")
    ]

    assert found == [
        ("umidità", "umidita", False),
        ("e", "e", False),
        ("learning", "learning", False),
        ("e-learning", "elearning", True),
    ]


def test_decomposed_accents_and_control_signs_do_no_harm():
    assert analysis.words(analysis.normal("perche\u0301\x00così")) == ["perché", "così"]


def test_stop_words_are_those_of_the_languages_given():
    assert analysis.is_stop_word("die", frozenset({"de"}))
    assert not analysis.is_stop_word("die", frozenset({"en"}))


def test_signs_that_fold_to_nothing_are_no_words():
    assert analysis.words("ﾞﾞﾞﾞ ﾞ-ﾞ wood") == ["wood"]
    assert [token.word for token in analysis.tokens("ﾞﾞﾞﾞ ﾞ-ﾞ wood", "ja")] == ["wood"]
