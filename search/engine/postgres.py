"""The words of the index in PostgreSQL: a tsvector fed with the same stems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.engine.expressions import AllOf, AnyOf, Expression, Name, Phrase, Tokens, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from search.engine.rows import IndexedWords

CREATE = "CREATE TABLE search_words (rowid bigint PRIMARY KEY, words tsvector NOT NULL)"
CREATE_INDEX = "CREATE INDEX search_words_gin ON search_words USING gin (words)"
DROP = "DROP TABLE search_words"

INSERT = """
INSERT INTO search_words (rowid, words) VALUES (%s, %s::tsvector)
ON CONFLICT (rowid) DO UPDATE SET words = EXCLUDED.words
"""
TABLE = "search_words w"
ROWID = "w.rowid"
MATCH = "w.words @@ %s::tsquery"
SCORE = "-ts_rank('{0.05, 0.15, 0.4, 1.0}', w.words, %s::tsquery, 1)"  # smaller is closer
SCORE_ARGUMENTS = 1
NEWEST = "-COALESCE(extract(epoch from d.written_at), 0)"
SOUND = "SELECT rowid FROM search_words"

POSITION_MAX = 16_383  # PostgreSQL counts no further
PLACES_MAX = 200  # of one word; PostgreSQL keeps 256


def row(words: IndexedWords) -> Sequence[object]:
    """Values for INSERT, after the id: titles weigh A, context B, text C, marks D."""
    places: dict[str, list[str]] = {}

    def put(lexemes: Iterable[str], weight: str, start: int = 1) -> int:
        position = start
        for lexeme in lexemes:
            kept = places.setdefault(lexeme, [])
            if position <= POSITION_MAX and len(kept) < PLACES_MAX:
                kept.append(f"{position}{weight}")
            position += 1
        return position

    put(words.title_stems, "A")
    put(words.body_stems, "C", len(words.title_stems) + 2)
    after = put(words.title_words, "A")
    put(words.body_words, "C", after + 2)  # a gap: no phrase runs from the title into the text
    for lexeme in words.context:  # all at the last place: no phrase runs through them
        put([lexeme], "B", POSITION_MAX)
    put((f"@{name}" for name in words.author), "D")
    for mark in words.marks:
        places.setdefault(f"#{mark}", [])
    return [" ".join(f"{_quoted(lexeme)}{_places(found)}" for lexeme, found in places.items())]


def render(expression: Expression) -> str:
    """`expression` as a tsquery."""
    match expression:
        case Words(forms, beginnings, in_title):
            weight = "A" if in_title else ""
            found = [_quoted(form) + (f":{weight}" if weight else "") for form in forms]
            found += [f"{_quoted(beginning)}:*{weight}" for beginning in beginnings]
            return f"({' | '.join(found)})"
        case Phrase(words):
            return f"({' <-> '.join(map(_quoted, words))})"
        case Name(beginning):
            return f"{_quoted('@' + beginning)}:*"
        case Tokens(names):
            return f"({' | '.join(_quoted('#' + name) for name in names)})"
        case AnyOf(parts):
            return f"({' | '.join(map(render, parts))})"
        case AllOf(parts, without):
            wanted = [render(part) for part in parts] + [f"!{render(part)}" for part in without]
            return f"({' & '.join(wanted)})"


def _quoted(lexeme: str) -> str:
    escaped = lexeme.replace("\\", "").replace("'", "")
    return f"'{escaped}'"


def _places(found: list[str]) -> str:
    return ":" + ",".join(found) if found else ""
