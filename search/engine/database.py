# ruff: noqa: S608 - the SQL is made of constants; whatever was typed goes as an argument
"""The embedded engine: the index lives in the site's own database.

SQLite and PostgreSQL differ only in how words are kept and asked for (`sqlite`, `postgres`);
documents, facets and paging are the same SQL on both.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection, transaction

from cop.core.languages import base_languages
from search import analysis
from search.documents.document import EVERYBODY, Address
from search.engine import expressions, postgres, sqlite
from search.engine.base import FACETS, OTHERS_SIZE, PAGE_SIZE, PAGES_MAX, Hit, Part, Request, Results
from search.engine.expressions import AllOf, Expression, Tokens, Words
from search.engine.rows import languages_of, row_of, words_of
from search.engine.spelling import keep_words, near_words
from search.highlight import Highlighter
from search.models import FacetValue, IndexedDocument
from search.query import Query, Term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.documents import Document, Key

LIVE = "COALESCE((SELECT live FROM search_indexstate WHERE id = 1), 1)"
# People are found, but what they wrote stands before them.
WEIGHT_OF_KIND = "(CASE WHEN d.kind IN ('member', 'organisation') THEN 0.5 ELSE 1.0 END)"
SUGGEST_TEXTS_FROM = 4  # letters of the last word typed, before texts are looked into as well
# Documents that may have been hidden since they were indexed: from whom, the outbox cannot tell.
PENDING = """
    SELECT p.id FROM search_outboxrow o
    JOIN search_indexeddocument p ON p.source = o.source AND p.object_id = o.object_id WHERE o.hides
    UNION ALL
    SELECT p.id FROM search_outboxrow o
    JOIN search_indexeddocument p ON p.thread = o.source || '-' || o.object_id WHERE o.hides
"""
VALUES = (
    "SELECT 1 FROM search_facetvalue v WHERE v.document_id = %s.id AND v.facet = '%s' AND v.value IN (%s)"
)


class DatabaseEngine:
    """See `search.engine.base.Engine`."""

    @property
    def dialect(self) -> Any:
        return postgres if connection.vendor == "postgresql" else sqlite

    # --- Writing ------------------------------------------------------------------------------

    @transaction.atomic
    def index(self, documents: Sequence[Document], *, generation: int) -> None:
        if not documents:
            return
        self._remove(self._ids([document.key for document in documents], generation))
        rows = IndexedDocument.objects.bulk_create([row_of(document, generation) for document in documents])
        FacetValue.objects.bulk_create(
            FacetValue(document=row, facet=facet, value=value)
            for row, document in zip(rows, documents, strict=True)
            for facet, values in (("language", languages_of(document)), ("theme", document.themes))
            for value in dict.fromkeys(values)
        )
        with connection.cursor() as cursor:
            cursor.executemany(
                self.dialect.INSERT,
                [
                    [row.pk, *self.dialect.row(words_of(document))]
                    for row, document in zip(rows, documents, strict=True)
                ],
            )
        keep_words([document for document in documents if EVERYBODY in document.groups])

    @transaction.atomic
    def delete(self, keys: Sequence[Key], *, generation: int) -> None:
        ids = self._ids(keys, generation)
        threads = [f"{source}-{object_id}" for source, object_id in keys]
        ids += IndexedDocument.objects.filter(generation=generation, thread__in=threads).values_list(
            "pk", flat=True
        )
        self._remove(ids)

    def drop(self, generation: int) -> None:
        while ids := list(
            IndexedDocument.objects.filter(generation=generation).values_list("pk", flat=True)[:500]
        ):
            with transaction.atomic():
                self._remove(ids)

    def fingerprints(self, source: str, *, generation: int) -> dict[int, str]:
        rows = IndexedDocument.objects.filter(source=source, generation=generation)
        with connection.cursor() as cursor:
            cursor.execute(self.dialect.SOUND)
            sound = {pk for (pk,) in cursor.fetchall()}
        return {
            object_id: fingerprint if pk in sound else ""
            for pk, object_id, fingerprint in rows.values_list("pk", "object_id", "fingerprint")
        }

    def known(self, keys: Sequence[Key], *, generation: int) -> dict[Key, tuple[str, str]]:
        rows = IndexedDocument.objects.filter(pk__in=self._ids(keys, generation))
        return {
            (source, object_id): (fingerprint, passed_on)
            for source, object_id, fingerprint, passed_on in rows.values_list(
                "source", "object_id", "fingerprint", "passed_on"
            )
        }

    def _ids(self, keys: Sequence[Key], generation: int) -> list[int]:
        ids: list[int] = []
        for source in {source for source, _ in keys}:
            objects = [object_id for name, object_id in keys if name == source]
            rows = IndexedDocument.objects.filter(generation=generation, source=source, object_id__in=objects)
            ids += rows.values_list("pk", flat=True)
        return ids

    def _remove(self, ids: Sequence[int]) -> None:
        if not ids:
            return
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM search_words WHERE rowid = %s", [[pk] for pk in ids])
        for start in range(0, len(ids), 500):
            IndexedDocument.objects.filter(pk__in=ids[start : start + 500]).delete()

    # --- Finding ------------------------------------------------------------------------------

    def search(self, request: Request) -> Results:
        facets = self._facets(request)
        totals = facets.pop("totals")
        yours, others = self._page(request) if totals["chosen"] else ([], [])
        return Results(
            yours=Part(yours, totals["yours"]),
            others=Part(others, totals["chosen"] - totals["yours"]),
            facets=facets,
            without_choices=totals["all"],
        )

    def loosely(self, request: Request, *, limit: int) -> list[Hit]:
        languages = _analysed_languages(request)
        text = expressions.loose_text_of(request.query, languages)
        if text is None:
            return []
        return self._best(AllOf((text, _allowed(request))), text, request, limit)

    def suggest(self, typed: str, request: Request, *, limit: int) -> list[Hit]:
        asked = analysis.words(analysis.normal(typed[:100]))[:8]
        if not asked:
            return []
        begun = tuple(analysis.fold(word) for word in asked)
        asking = replace(request, query=Query(terms=(Term(tuple(asked)),)))
        highlighter = Highlighter(asking.query, (), begun=begun)
        titles = AllOf(tuple(Words((word,), (word,), in_title=True) for word in begun))
        posts = expressions.marks("source", ["post"])
        hits = self._best(AllOf((titles, _allowed(request)), (posts,)), titles, asking, limit, highlighter)
        if len(hits) >= limit or len(begun[-1]) < SUGGEST_TEXTS_FROM:
            return hits
        texts = AllOf(tuple(Words((word,), (word,)) for word in begun))
        found = {(hit.source, hit.object_id) for hit in hits}
        further = self._best(
            AllOf((texts, _allowed(request))), texts, asking, limit, highlighter, among="mine = 1"
        )
        return [*hits, *(hit for hit in further if (hit.source, hit.object_id) not in found)][:limit]

    def did_you_mean(self, request: Request, *, limit: int) -> list[str]:
        asked = list(dict.fromkeys(request.query.words))
        near = near_words(asked, request.languages)
        if not near:
            return []
        candidates: dict[str, list[str]] = {}
        for rank in range(limit):
            replaced = [
                options[min(rank, len(options) - 1)] if (options := near.get(word)) else word
                for word in asked
            ]
            candidates.setdefault(" ".join(replaced), replaced)
        return self._finding(candidates, request)

    # --- SQL: made of constants alone; whatever was typed goes as an argument -------------------

    def _expression(self, request: Request) -> tuple[AllOf, Expression | None]:
        """(what must hold of a hit, the part of it that says how close it is)."""
        languages = _analysed_languages(request)
        text = expressions.text_of(request.query, languages)
        wanted, unwanted = expressions.limits_of(request.query, languages)
        parts = [*([text] if text else []), _allowed(request), *wanted]
        return AllOf(tuple(parts), tuple(unwanted)), text

    def _hit(
        self, expression: Expression, text: Expression | None, request: Request
    ) -> tuple[str, list[Any]]:
        """SQL of the common table `hit`, a row for each document found, and its arguments."""
        dialect = self.dialect
        score: str = dialect.NEWEST
        arguments: list[Any] = []
        if text is not None:
            score = f"{dialect.SCORE} * {WEIGHT_OF_KIND}"
            arguments = [dialect.render(text)] * dialect.SCORE_ARGUMENTS
        mine = VALUES % ("d", "language", _holes(request.languages))
        sql = f"""
            hit AS MATERIALIZED (
                SELECT d.id, d.thread, d.kind, d.country, d.year, {score} AS score,
                    CASE WHEN d.language = '' OR EXISTS ({mine}) THEN 1 ELSE 0 END AS mine
                FROM {dialect.TABLE} JOIN search_indexeddocument d ON d.id = {dialect.ROWID}
                WHERE {dialect.MATCH} AND d.generation = {LIVE} AND d.id NOT IN ({PENDING})
            )
        """
        return sql, [*arguments, *request.languages, dialect.render(expression)]

    def _page(self, request: Request) -> tuple[list[Hit], list[Hit]]:
        """The hits of a page: (in the reader's languages, in others)."""
        expression, text = self._expression(request)
        chosen = [expressions.marks(facet, values) for facet, values in request.choices.items() if values]
        hit, arguments = self._hit(AllOf((*expression.parts, *chosen), expression.without), text, request)
        sql = f"""
            WITH {hit},
            best AS (
                SELECT *, row_number() OVER (PARTITION BY thread ORDER BY mine DESC, score, id) AS place FROM hit
            ),
            ranked AS (
                SELECT *, row_number() OVER (PARTITION BY mine ORDER BY score, id) AS n
                FROM best WHERE place = 1
            )
            SELECT d.*, r.mine FROM ranked r JOIN search_indexeddocument d ON d.id = r.id
            WHERE (r.mine = 1 AND r.n BETWEEN %s AND %s) OR (r.mine = 0 AND r.n BETWEEN %s AND %s)
            ORDER BY r.mine DESC, r.n
        """
        rows: list[Any] = list(IndexedDocument.objects.raw(sql, [*arguments, *_places(request)]))
        highlighter = Highlighter(request.query, _analysed_languages(request))
        yours = [_shown(row, highlighter) for row in rows if row.mine]
        return yours, [_shown(row, highlighter) for row in rows if not row.mine]

    def _best(
        self,
        expression: Expression,
        text: Expression,
        request: Request,
        limit: int,
        highlighter: Highlighter | None = None,
        among: str = "1 = 1",
    ) -> list[Hit]:
        """At most `limit` hits, the reader's languages first, one of each thread. `among` is SQL."""
        hit, arguments = self._hit(expression, text, request)
        sql = f"""
            WITH {hit},
            best AS (
                SELECT *, row_number() OVER (PARTITION BY thread ORDER BY score, id) AS place
                FROM hit WHERE {among}
            )
            SELECT d.* FROM best b JOIN search_indexeddocument d ON d.id = b.id WHERE b.place = 1
            ORDER BY b.mine DESC, b.score, b.id LIMIT %s
        """
        highlighter = highlighter or Highlighter(request.query, _analysed_languages(request))
        return [_shown(row, highlighter) for row in IndexedDocument.objects.raw(sql, [*arguments, limit])]

    def _facets(self, request: Request) -> dict[str, dict[str, int]]:
        """Counts by facet and value, and in "totals" by name, in one statement."""
        expression, _ = self._expression(request)
        hit, arguments = self._hit(expression, None, request)
        selects: list[str] = []
        for facet in FACETS:
            where, values = _chosen(request, but=facet)
            selects.append(COUNTS[facet].format(where=where))
            arguments += values
        where, values = _chosen(request)
        total = "SELECT 'totals', '{name}', count(DISTINCT h.thread) FROM hit h WHERE {where}"
        selects += [
            total.format(name="chosen", where=where),
            total.format(name="yours", where=f"{where} AND h.mine = 1"),
            total.format(name="all", where="1 = 1"),
        ]
        with connection.cursor() as cursor:
            cursor.execute(f"WITH {hit} {' UNION ALL '.join(selects)}", [*arguments, *values, *values])
            rows = cursor.fetchall()
        counts: dict[str, dict[str, int]] = {facet: {} for facet in (*FACETS, "totals")}
        for facet, value, count in rows:
            if value:
                counts[facet][value] = count
        return counts

    def _finding(self, candidates: dict[str, list[str]], request: Request) -> list[str]:
        """Those of `candidates` (a text and its words) that find something for the viewer."""
        selects: list[str] = []
        arguments: list[Any] = []
        for text, words in candidates.items():
            asking = replace(request, query=Query(terms=tuple(Term((word,)) for word in words)))
            expression, _ = self._expression(asking)
            hit, values = self._hit(expression, None, asking)
            selects.append(f"SELECT * FROM (WITH {hit} SELECT CAST(%s AS text), count(*) FROM hit) c")
            arguments += [*values, text]
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(selects), arguments)
            counts = dict(cursor.fetchall())
        return [text for text in candidates if counts.get(text)]


COUNTS = {
    "kind": "SELECT 'kind', h.kind, count(DISTINCT h.thread) FROM hit h WHERE {where} GROUP BY 2",
    "country": "SELECT 'country', h.country, count(DISTINCT h.thread) FROM hit h WHERE {where} GROUP BY 2",
    "year": "SELECT 'year', CAST(h.year AS text), count(DISTINCT h.thread) FROM hit h WHERE {where} GROUP BY 2",
} | {
    facet: f"SELECT '{facet}', f.value, count(DISTINCT h.thread) FROM hit h JOIN search_facetvalue f "
    f"ON f.document_id = h.id AND f.facet = '{facet}' WHERE {{where}} GROUP BY 2"
    for facet in ("language", "theme")
}


def _chosen(request: Request, but: str = "") -> tuple[str, list[Any]]:
    """Condition on a hit `h`: the values chosen in every facet `but` one, and its arguments."""
    conditions: list[str] = ["1 = 1"]
    arguments: list[Any] = []
    for facet, values in request.choices.items():
        if facet == but or not values:
            continue
        if facet in ("language", "theme"):
            conditions.append(f"EXISTS ({VALUES % ('h', facet, _holes(values))})")
        else:
            conditions.append(f"CAST(h.{facet} AS text) IN ({_holes(values)})")
        arguments += values
    return " AND ".join(conditions), arguments


def _holes(values: Sequence[object]) -> str:
    return ", ".join(["%s"] * len(values))


def _places(request: Request) -> tuple[int, int, int, int]:
    """First and last place shown, in the reader's languages and in others."""
    if not request.part:
        return (1, PAGE_SIZE, 1, OTHERS_SIZE)
    page = max(1, min(request.page, PAGES_MAX))
    first, last = (page - 1) * PAGE_SIZE + 1, page * PAGE_SIZE
    return (first, last, 0, 0) if request.part == "yours" else (0, 0, first, last)


def _allowed(request: Request) -> Tokens:
    return expressions.marks("group", request.groups)


def _analysed_languages(request: Request) -> tuple[str, ...]:
    """Languages whose stems are looked for: asked for, read, and those of the interface.

    A text in any other language is found by its words as they are.
    """
    asked = request.query.filters.get("language", ())
    site = [code for code, _ in settings.LANGUAGES]
    known = base_languages([*asked, *request.languages, *site])
    return tuple(code for code in known if code in analysis.ALGORITHMS)


def _shown(row: IndexedDocument, highlighter: Highlighter) -> Hit:
    return Hit(
        source=row.source,
        object_id=row.object_id,
        kind=row.kind,
        title=row.title,
        title_html=highlighter.mark(row.title, row.language),
        excerpt_html=highlighter.excerpt(row.body, row.language),
        url=Address(**row.address).url(),
        language=row.language,
        author=row.author,
        author_language=row.author_language,
        country=row.country,
        written_at=row.written_at,
        facts=row.facts,
    )
