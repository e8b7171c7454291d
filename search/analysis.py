"""How text becomes what is compared: one analysis for the index, the query and the highlights.

A text is cut into words; a word is folded (case, accents, ligatures) and stemmed by Snowball in
the language of its text. Stems carry their language ("it_form"), so that two languages never
meet by accident; folded words do not, so that a name is found in every language.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import Stemmer

from cop.core.languages import base_language

if TYPE_CHECKING:
    from collections.abc import Iterator

# Base language of a BCP 47 tag: the Snowball algorithm for it.
ALGORITHMS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french",
    "ga": "irish", "hu": "hungarian", "it": "italian", "lt": "lithuanian", "nl": "dutch",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip
UNSTEMMED = "und"  # the mark of words in a language without a stemmer: they match by prefix
WORD_MAX_LENGTH = 60  # characters of a word that are compared

_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f"
_JOINTS = "'’ʼ\u00b7\u2010\u2011-"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*(?:[{_JOINTS}][^\W_](?:[^\W_]|[{_MARKS}])*)*")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")
_APOSTROPHES = re.compile("['’ʼ]")
_HYPHENS = re.compile("[\u2010\u2011-]")
_LETTERS = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ŋ": "n"}
)
# Articles, prepositions and pronouns that lean on the next word in it, fr, ca, ga and pt.
_ELISIONS = frozenset(
    [
        "l",
        "d",
        "dell",
        "all",
        "dall",
        "nell",
        "sull",
        "coll",
        "un",
        "gl",
        "c",
        "s",
        "m",
        "t",
        "n",
        "j",
        "qu",
        "jusqu",
        "lorsqu",
        "puisqu",
        "quoiqu",
        "presqu",
        "quelqu",
        "quest",
        "quell",
        "bell",
        "sant",
        "tutt",
        "mezz",
        "anch",
        "com",
        "dov",
        "qual",
        "b",
    ]
)
# Plurals and genitives Snowball leaves apart from their singular: (ending, what stands there then).
_ENDINGS = {
    "pt": (("ões", "ão"), ("ães", "ão"), ("oes", "ao")),
    "es": (("ces", "z"), ("res", "r"), ("les", "l"), ("nes", "n"), ("des", "d")),
    "ca": (("ions", "ió"),),
    "el": (("ας", "α"), ("άς", "ά"), ("ης", "η"), ("ής", "ή")),
}
_local = threading.local()  # a Snowball stemmer belongs to one thread


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text, where it stands in it (`text[start:end]`), folded, and its stems.

    `is_joined` marks a compound with a hyphen written together, after its parts.
    """

    start: int
    end: int
    word: str
    stems: tuple[str, ...]
    is_joined: bool = False


def normal(text: str) -> str:
    """`text` in composed form, without control signs: what `tokens` counts its places in."""
    return _CONTROLS.sub(" ", unicodedata.normalize("NFC", text))


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """`word` without case, accents and ligatures: "Λόγος" and "λογοσ", "Straße" and "strasse"."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    bare = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return bare.translate(_LETTERS)[:WORD_MAX_LENGTH]


@lru_cache(maxsize=200_000)
def stems(word: str, language: str) -> tuple[str, ...]:
    """Stems of `word` as written in `language` (base code), marked with it: ("it_form",).

    More than one where accents or an irregular plural change the stem, so that "formacion" finds
    "formación". A language without a stemmer gives its folded word under the mark "und".
    """
    algorithm = ALGORITHMS.get(language)
    if algorithm is None:
        return (f"{UNSTEMMED}_{fold(word)}",)
    stemmer = _stemmer(algorithm)
    forms = [word.lower(), fold(word)]
    for ending, instead in _ENDINGS.get(language, ()):
        if forms[0].endswith(ending) and len(forms[0]) > len(ending) + 2:
            forms.append(forms[0].removesuffix(ending) + instead)
    found = dict.fromkeys(fold(stemmer.stemWord(form)) for form in forms)
    return tuple(f"{language}_{stem}" for stem in found)


def prefix(word: str) -> str:
    """The marked beginning that `word` shares with its other forms where no stemmer knows them."""
    bare = fold(word)
    cut = 0 if len(bare) < 5 else 1 if len(bare) < 7 else 2
    return f"{UNSTEMMED}_{bare[: len(bare) - cut]}"


def joined(text: str) -> str:
    """`text` as one word, if hyphens hold it together ("micro-training"); else ""."""
    found = _WORD.fullmatch(text)
    return _HYPHENS.sub("", text) if found and _HYPHENS.search(text) else ""


def words(text: str) -> list[str]:
    """The words of `text` as written, elisions cut off, compounds in their parts.

    None is empty when folded: a run of nothing but voicing marks ("ﾞﾞ") is no word.
    """
    return [part for found in _WORD.finditer(text) for part, _, _ in _parts(found)]


def tokens(text: str, language: str) -> Iterator[Token]:
    """Every word of `text` (in `normal` form), analysed in `language` (BCP 47), in order.

    A compound with a hyphen gives its parts and then itself, written together.
    """
    base = base_language(language)
    for found in _WORD.finditer(text):
        for part, start, end in _parts(found):
            yield Token(start, end, fold(part), stems(part, base))
        if _HYPHENS.search(found[0]):
            together = _HYPHENS.sub("", found[0])
            if not fold(together).strip():
                continue
            yield Token(found.start(), found.end(), fold(together), stems(together, base), True)


def _parts(found: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    """(word, start, end) of what a run of letters, apostrophes and hyphens is made of."""
    start = found.start()
    for piece in _HYPHENS.split(found[0]):
        at = start
        pieces = _APOSTROPHES.split(piece)
        for index, part in enumerate(pieces):
            leaning = index < len(pieces) - 1 and fold(part) in _ELISIONS
            genitive = index > 0 and part in ("s", "S")
            if fold(part).strip() and not leaning and not genitive:
                yield part.replace("\u00b7", ""), at, at + len(part)
            at += len(part) + 1
        start += len(piece) + 1


def _stemmer(algorithm: str) -> Stemmer.Stemmer:
    stemmers = _local.__dict__.setdefault("stemmers", {})
    if algorithm not in stemmers:
        stemmers[algorithm] = Stemmer.Stemmer(algorithm, 0)
    return stemmers[algorithm]


# Words that carry no matter, as typed in questions; dropped from a query that has others.
_STOP_WORDS = {
    "en": "a an and are as at be by can did do does for from has have how i if in is it me my of on or our "
    "should so than that the their there they this to was we were what when where which who why will with "
    "would you your not any",
    "it": "a ad agli ai al alla alle allo anche che chi ci coi col come con cosa cui da dagli dai dal dalla "
    "dalle dei del della delle dello di dove e ed è gli ha ho i il in io la le lo ma mi ne nei nel nella non "
    "o per perché più qual quale quali quando quanto se si sono su sua sue sui sul sulla suo tra un una uno",
    "pt": "a ao aos as às com como da das de do dos e é em eu há já la lhe mais mas me na nas não no nos "
    "o onde os ou para pela pelo por porque qual quais quando que quem se sem ser seu sua são também um uma "
    "posso",
    "el": "αλλά αν από για δεν είναι ένα ένας έχει η ή θα και κι με μια μία μας μου να ο οι όπως όταν ότι που "
    "πού πως πώς σας σε στη στην στις στο στον στους τα τη την της τι τις το τον του τους των ως ποιος ποια "
    "ποιο γιατί μπορώ",
    "es": "a al con cómo como cuál cuando cuándo de del desde donde dónde e el ella en es esta este ha hay la "
    "las le lo los más me mi muy no nos o para pero por porque puedo que qué quién se ser si sin sobre son su "
    "sus también un una y ya",
    "ca": "a al als amb com de del dels des el els en és és aquest aquesta ha hi i la les li lo més me meu no "
    "o on per perquè però puc quan què que qui quin quina se ser si sense sobre són també un una",
    "fr": "à a au aux avec ce ces cette chez comment comme dans de des du elle en entre est et eu faire il "
    "ils je la le les leur lui ma mais me mes mon ne nos notre nous on ou où par pas peut plus pour pourquoi "
    "qu quand que quel quelle qui sa sans se ses si son sont sur ta te tu un une vos votre vous y",
    "pl": "a aby albo ale by być co czy dla do gdy gdzie i ich ile ja jak jaka jaki jakie jako je jest jego "
    "kiedy kto które który która lub ma można na nad nie o od po pod przed przez przy są się tak to tylko u w "
    "we z za ze że",
    "de": "aber als am an auch auf aus bei beim bis das dass dem den der des die durch ein eine einem einen "
    "einer eines er es für hat ich ihr im in ist kann man mein mit nach nicht noch nur ob oder ohne sich sie "
    "sind so über um und unser vom von vor wann warum was welche wenn wer werden wie wird wir wo zu zum zur",
}
STOP_WORDS = {
    language: frozenset(fold(word) for word in listed.split()) for language, listed in _STOP_WORDS.items()
}


def is_stop_word(word: str, languages: frozenset[str]) -> bool:
    """True when folded `word` carries no matter in one of `languages` (base codes)."""
    return any(word in STOP_WORDS.get(language, ()) for language in languages)
