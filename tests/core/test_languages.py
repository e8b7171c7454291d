import pytest

from cop.core.languages import suggest_language


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
