import pytest

from cop.core.slugs import slug_of


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Κυκλική μαθητεία σε τρία", "kykliki-mathiteia-se-tria"),
        ("Żółta łódź, dwa razy", "zolta-lodz-dwa-razy"),
        ("L’élève & l’atelier", "leleve-latelier"),
        ("…?!", "room"),
        ("", "room"),
    ],
)
def test_a_title_in_any_script_becomes_plain_letters(title, slug):
    assert slug_of(title, "room") == slug


def test_a_long_title_ends_at_a_word():
    assert slug_of("twelve boards and a half " * 6, "room", length=20) == "twelve-boards-and-a"
    assert slug_of("w" * 200, "room", length=20) == "w" * 20
