"""The words of the index in SQLite: an FTS5 table fed with stems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.engine.expressions import AllOf, AnyOf, Expression, Name, Phrase, Tokens, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.engine.rows import IndexedWords

CREATE = """
CREATE VIRTUAL TABLE search_words USING fts5(
    title, body, context, title_words, body_words, author, marks,
    tokenize = "ascii tokenchars '_-'"
)
"""
DROP = "DROP TABLE search_words"
CREATE_INDEX = ""
WEIGHTS = "8.0, 1.0, 0.5, 4.0, 0.5, 0.0, 0.0"  # of the columns, for bm25

INSERT = """
INSERT INTO search_words (rowid, title, body, context, title_words, body_words, author, marks)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
"""
TABLE = "search_words"
ROWID = "search_words.rowid"
MATCH = "search_words MATCH %s"
SCORE = f"bm25(search_words, {WEIGHTS})"  # smaller is closer
SCORE_ARGUMENTS = 0
NEWEST = "-COALESCE(julianday(d.written_at), 0)"
SOUND = "SELECT rowid FROM search_words"

_ANYWHERE = "{title body context title_words body_words}"


def row(words: IndexedWords) -> Sequence[object]:
    """Values for INSERT, after the id."""
    return [
        " ".join(words.title_stems),
        " ".join(words.body_stems),
        " ".join(words.context),
        " ".join(words.title_words),
        " ".join(words.body_words),
        " ".join(words.author),
        " ".join(words.marks),
    ]


def render(expression: Expression) -> str:
    """`expression` as FTS5 reads it. Tokens hold no quotation marks: analysis leaves none."""
    match expression:
        case Words(forms, beginnings, in_title):
            found = [f'"{form}"' for form in forms] + [f'"{beginning}"*' for beginning in beginnings]
            return f"({'{title_words}' if in_title else _ANYWHERE} : ({' OR '.join(found)}))"
        case Phrase(words):
            return f'({{title_words body_words}} : "{" ".join(words)}")'
        case Name(beginning):
            return f'(author : "{beginning}"*)'
        case Tokens(names):
            return f"(marks : ({' OR '.join(map(_quoted, names))}))"
        case AnyOf(parts):
            return f"({' OR '.join(map(render, parts))})"
        case AllOf(parts, without):
            wanted = " AND ".join(map(render, parts))
            return f"({' NOT '.join([f'({wanted})', *map(render, without)])})"


def _quoted(name: str) -> str:
    bare = name.replace('"', "")
    return f'"{bare}"'
