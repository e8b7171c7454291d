"""What every engine must do. Another engine joins by giving `make_engine` one more parameter."""

import datetime as dt

import pytest

from search.documents import Address, Document
from search.engine.base import OTHERS_SIZE, PAGE_SIZE, Request
from search.engine.database import DatabaseEngine
from search.models import IndexState
from search.query import Query, Term, parse

pytestmark = pytest.mark.django_db
LIVE = 1


@pytest.fixture(params=[DatabaseEngine])
def engine(request):
    IndexState.objects.get_or_create(pk=1, defaults={"live": LIVE})
    return request.param()


def document(object_id, title, body="", **more):
    defaults = {
        "source": "resource",
        "kind": "resource",
        "language": "en",
        "groups": ("all",),
        "written_at": dt.datetime(2026, 3, 1, tzinfo=dt.UTC),
        "address": Address(path=f"/en/{object_id}/"),
    }
    return Document(object_id=object_id, title=title, body=body, **(defaults | more))


def request(text="", *, groups=("all",), languages=("en",), **more):
    query = text if isinstance(text, Query) else parse(text)
    return Request(query, tuple(groups), tuple(languages), **more)


def ids(part):
    return [hit.object_id for hit in part.hits]


def found(engine, text, **more):
    results = engine.search(request(text, **more))
    return ids(results.yours) + ids(results.others)


@pytest.mark.parametrize(
    ("language", "text", "query"),
    [
        ("it", "Misurare l’umidità del legno", "umidita legni"),
        ("el", "Μέτρηση υγρασίας", "ΥΓΡΑΣΙΑ"),
        ("pl", "Dziennik wilgotności drewna", "wilgotność"),
        ("de", "Prüfungen auf der Straße", "prüfung strasse"),
        ("fr", "L’évaluation des apprentis", "evaluation apprenti"),
        ("es", "Talleres de formación", "taller formacion"),
        ("pt", "Formações para sapateiros", "formação sapateiro"),
        ("ca", "Col·leccions d’eines", "col·lecció eina"),
        ("hr", "Nastava u školama", "škole"),
    ],
)
def test_words_are_found_in_their_other_forms(engine, language, text, query):
    engine.index([document(1, text, language=language), document(2, "Nothing of it")], generation=LIVE)

    assert found(engine, query, languages=(language,)) == [1]


def test_every_word_must_be_there_wherever_it_stands(engine):
    engine.index(
        [
            document(1, "Timber moisture", "measured by apprentices"),
            document(2, "Timber", "and nothing else"),
            document(3, "Logs", context=("timber", "moisture"), body="apprentice"),
        ],
        generation=LIVE,
    )

    assert sorted(found(engine, "timber moisture apprentices")) == [1, 3]


def test_a_word_in_the_title_weighs_more_than_in_the_text(engine):
    engine.index(
        [
            document(1, "Of other things", "welding is named once in a text about other things"),
            document(2, "Welding", "a text about other things"),
        ],
        generation=LIVE,
    )

    assert found(engine, "welding") == [2, 1]


def test_what_people_wrote_stands_before_the_people(engine):
    engine.index([document(1, "Wood", source="member", kind="member"), document(2, "Wood")], generation=LIVE)

    assert found(engine, "wood") == [2, 1]


def test_a_topic_stands_before_the_posts_that_only_repeat_its_title(engine):
    post = {"source": "post", "kind": "topic", "thread": "topic-1", "has_own_title": False}
    engine.index(
        [
            document(1, "Wood and how to dry it", "A long question " * 20, source="topic", kind="topic"),
            document(2, "Wood and how to dry it", "Short.", **post),
        ],
        generation=LIVE,
    )

    assert found(engine, "wood") == [1]
    assert found(engine, "wood short") == [2]


def test_a_phrase_must_stand_together(engine):
    engine.index(
        [
            document(1, "The moisture meter of the workshop"),
            document(2, "A meter of timber and its moisture"),
            document(3, "Moisture", "meter"),
        ],
        generation=LIVE,
    )

    assert found(engine, '"moisture meter"') == [1]


def test_what_is_left_out_is_not_found(engine):
    engine.index([document(1, "Wood and plastic"), document(2, "Wood and metal")], generation=LIVE)

    assert found(engine, "wood -plastic") == [2]
    assert found(engine, 'wood -"and metal"') == [1]


@pytest.mark.parametrize("text", ["micro-training", "microtraining", "micro training"])
def test_compounds_are_found_however_they_are_written(engine, text):
    engine.index([document(1, "A micro-training"), document(2, "Training")], generation=LIVE)

    assert found(engine, text) == [1]


def test_filters_and_names_limit_what_is_found(engine):
    engine.index(
        [
            document(1, "Wood", language="it", themes=("craft-wood",), author="Anna Rossi", country="IT"),
            document(2, "Wood", themes=("leather",), author="Piet", kind="topic", source="topic"),
        ],
        generation=LIVE,
    )

    assert found(engine, "wood lang:it") == [1]
    assert found(engine, "wood kind:topic") == [2]
    assert found(engine, "wood theme:craft-wood") == [1]
    assert found(engine, "wood by:ross") == [1]
    assert found(engine, 'wood by:"rossi anna"') == [1]
    assert found(engine, "wood by:''") == []
    assert found(engine, "wood -lang:it") == [2]
    assert found(engine, "wood -by:anna") == [2]


def test_filters_alone_find_the_newest_first(engine):
    engine.index(
        [
            document(1, "Old", written_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC)),
            document(2, "New", written_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC)),
        ],
        generation=LIVE,
    )

    assert found(engine, "kind:resource") == [2, 1]


def test_nobody_finds_what_none_of_their_groups_may_see(engine):
    engine.index(
        [
            document(1, "Secret wood", groups=("members",)),
            document(2, "Secret wood", groups=("group-7", "moderators")),
            document(3, "Secret wood", groups=()),
            document(4, "Open wood"),
        ],
        generation=LIVE,
    )

    assert found(engine, "wood") == [4]
    assert sorted(found(engine, "wood", groups=("all", "members"))) == [1, 4]
    assert sorted(found(engine, "wood", groups=("all", "members", "group-7"))) == [1, 2, 4]


def test_facets_suggestions_corrections_and_close_ones_know_the_groups_too(engine):
    engine.index(
        [document(1, "Secretplan wood", groups=("members",), themes=("hidden",), country="PL")],
        generation=LIVE,
    )
    stranger, member = request("wood secretplam"), request("wood secretplam", groups=("all", "members"))

    assert engine.search(request("wood")).facets == {
        "kind": {},
        "language": {},
        "theme": {},
        "country": {},
        "year": {},
    }
    assert engine.suggest("secr", stranger, limit=8) == []
    assert [hit.object_id for hit in engine.suggest("secr", member, limit=8)] == [1]
    assert engine.did_you_mean(stranger, limit=3) == []
    assert engine.loosely(stranger, limit=5) == []


def test_a_correction_is_not_offered_once_its_text_was_hidden(engine):
    engine.index([document(1, "Hygrometer")], generation=LIVE)
    assert engine.did_you_mean(request("higrometer"), limit=3) == ["hygrometer"]

    engine.index([document(1, "Hygrometer", groups=("members",))], generation=LIVE)

    assert engine.did_you_mean(request("higrometer"), limit=3) == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("moistrue", "moisture"),
        ("moistur meter", "moisture meter"),
        ("hygrometr", "hygrometer"),
        ("υγρσια", "υγρασία"),
    ],
)
def test_a_slip_is_put_right(engine, typed, meant):
    engine.index(
        [
            document(1, "Moisture meter, moisture, hygrometer, timber"),
            document(2, "υγρασία", language="el"),
        ],
        generation=LIVE,
    )

    assert engine.did_you_mean(request(typed), limit=3)[0] == meant


def test_the_reader_s_languages_come_first_and_others_after(engine):
    engine.index(
        [
            document(1, "Wood", language="it"),
            document(2, "Wood", language="en"),
            document(3, "Wood", language="el", languages=("el", "pl")),
        ],
        generation=LIVE,
    )

    results = engine.search(request("wood", languages=("en", "pl")))

    assert (sorted(ids(results.yours)), results.yours.count) == ([2, 3], 2)
    assert (ids(results.others), results.others.count) == ([1], 1)


def test_parts_are_paged_each_by_itself_without_gap_or_repeat(engine):
    engine.index(
        [document(pk, "Wood", language="en" if pk <= 23 else "it") for pk in range(1, 31)], generation=LIVE
    )

    first = engine.search(request("wood"))
    pages = [engine.search(request("wood", part="yours", page=page)) for page in (1, 2, 3)]

    assert (len(first.yours.hits), len(first.others.hits)) == (PAGE_SIZE, OTHERS_SIZE)
    assert (first.yours.count, first.others.count) == (23, 7)
    assert ids(pages[0].yours) == ids(first.yours)
    assert sorted(pk for page in pages for pk in ids(page.yours)) == list(range(1, 24))
    assert pages[0].others.hits == []


def test_a_topic_and_its_posts_are_one_result(engine):
    engine.index(
        [
            document(1, "Wood", source="topic", kind="topic"),
            document(8, "Wood", "wood again", source="post", kind="topic", thread="topic-1"),
            document(9, "Wood", "varnish", source="post", kind="topic", thread="topic-1"),
        ],
        generation=LIVE,
    )

    results = engine.search(request("wood"))
    answer = engine.search(request("varnish"))

    assert (results.count, results.facets["kind"]) == (1, {"topic": 1})
    assert [(hit.source, hit.object_id) for hit in answer.yours.hits] == [("post", 9)]


def test_each_facet_is_counted_under_the_choices_of_the_others(engine):
    year = {"written_at": dt.datetime(2025, 6, 1, tzinfo=dt.UTC)}
    engine.index(
        [
            document(1, "Wood", country="IT", language="it", themes=("a", "b"), **year),
            document(2, "Wood", country="IT", kind="topic", source="topic", themes=("a",)),
            document(3, "Wood", country="PL", language="pl"),
        ],
        generation=LIVE,
    )

    results = engine.search(request("wood", choices={"country": ("IT",), "kind": ("resource",)}))

    assert ids(results.others) == [1]
    assert results.facets == {
        "kind": {"resource": 1, "topic": 1},
        "language": {"it": 1},
        "theme": {"a": 1, "b": 1},
        "country": {"IT": 1, "PL": 1},
        "year": {"2025": 1},
    }
    assert (results.count, results.without_choices) == (1, 3)


@pytest.mark.parametrize(
    "choices", [{"language": ("it",)}, {"theme": ("a",)}, {"year": ("2025",)}, {"country": ("IT",)}]
)
def test_every_facet_can_be_chosen(engine, choices):
    engine.index(
        [
            document(
                1,
                "Wood",
                country="IT",
                language="it",
                themes=("a",),
                written_at=dt.datetime(2025, 6, 1, tzinfo=dt.UTC),
            ),
            document(2, "Wood"),
        ],
        generation=LIVE,
    )

    results = engine.search(request("wood", choices=choices))

    assert (results.count, ids(results.others), results.without_choices) == (1, [1], 2)


def test_what_matched_is_marked_and_everything_else_is_escaped(engine):
    body = "x " * 300 + "Die Prüfungen <script>alert(1)</script> & die Lehrkräfte. " + "y " * 300
    engine.index([document(1, "Prüfung <b>", body, language="de")], generation=LIVE)

    (hit,) = engine.search(request("prüfung lehrkraft", languages=("de",))).yours.hits

    assert hit.title_html == "<mark>Prüfung</mark> &lt;b&gt;"
    assert "Die <mark>Prüfungen</mark> &lt;script&gt;alert(1)&lt;/script&gt; &amp; die" in hit.excerpt_html
    assert "<mark>Lehrkräfte</mark>" in hit.excerpt_html
    assert hit.excerpt_html.startswith("… ")
    assert hit.excerpt_html.endswith(" …")


def test_suggestions_begin_like_what_was_typed(engine):
    engine.index(
        [
            document(1, "Moisture meter compared"),
            document(2, "Compare moisture", language="it"),
            document(3, "Meters", "moisture"),
            document(4, "Moisture meter", source="post", thread="topic-9"),
        ],
        generation=LIVE,
    )

    hits = engine.suggest("moist com", request(), limit=8)

    assert [(hit.source, hit.object_id) for hit in hits] == [("resource", 1), ("resource", 2)]
    assert hits[0].title_html == "<mark>Moisture</mark> meter <mark>compared</mark>"
    assert engine.suggest("moist", request(), limit=1)[0].object_id == 1
    assert engine.suggest("?!", request(), limit=8) == []


def test_suggestions_look_into_texts_once_enough_is_typed(engine):
    engine.index(
        [
            document(1, "Of floors", "The moisture of screed"),
            document(2, "Moisture meters"),
            document(3, "Of floors", "moisture", source="post", thread="topic-9"),
        ],
        generation=LIVE,
    )

    assert [hit.object_id for hit in engine.suggest("moi", request(), limit=8)] == [2]
    assert {hit.object_id for hit in engine.suggest("moist", request(), limit=8)} == {1, 2, 3}
    assert engine.suggest("moist", request(), limit=8)[0].object_id == 2


def test_suggestions_are_titles_first_then_texts_in_the_reader_s_languages(engine):
    engine.index(
        [
            document(1, "Di pavimenti", "Dove si impara", language="it"),
            document(2, "Joints", "A dovetail, cut by hand"),
            document(3, "Dove si impara", language="it"),
            document(4, "Dovetail joints"),
            document(5, "A dovecote", language=""),
            document(6, "Anna", "Dovetails", language="", kind="member", source="member"),
        ],
        generation=LIVE,
    )

    shown = [hit.object_id for hit in engine.suggest("dove", request(), limit=8)]

    assert (set(shown[:2]), shown[2], set(shown[3:])) == ({4, 5}, 3, {2, 6})


def test_some_of_the_words_find_what_is_close(engine):
    engine.index([document(1, "Cheap hygrometer"), document(2, "Nothing")], generation=LIVE)

    assert found(engine, "hygrometer under forty euro") == []
    assert [hit.object_id for hit in engine.loosely(request("hygrometer under forty euro"), limit=5)] == [1]


def test_indexing_again_replaces_and_deleting_takes_all_that_is_shown_under_it(engine):
    engine.index(
        [
            document(1, "Oak", source="topic", kind="topic"),
            document(5, "Oak", source="post", kind="topic", thread="topic-1"),
        ],
        generation=LIVE,
    )
    engine.index([document(1, "Beech", source="topic", kind="topic")], generation=LIVE)
    engine.index([document(1, "Beech", source="topic", kind="topic")], generation=LIVE)

    assert found(engine, "oak") == [5]
    assert found(engine, "beech") == [1]

    engine.delete([("topic", 1), ("topic", 77)], generation=LIVE)

    assert found(engine, "oak") == []
    assert engine.fingerprints("topic", generation=LIVE) == {}


def test_generations_stand_beside_each_other(engine):
    engine.index([document(1, "Wood")], generation=LIVE)
    engine.index([document(1, "Wood"), document(2, "Wood")], generation=LIVE + 1)

    assert found(engine, "wood") == [1]
    assert len(engine.fingerprints("resource", generation=LIVE + 1)) == 2

    engine.drop(LIVE + 1)

    assert found(engine, "wood") == [1]
    assert engine.fingerprints("resource", generation=LIVE + 1) == {}


@pytest.mark.parametrize(
    "text",
    [
        "'; DROP TABLE search_words; --",
        'a" OR marks:"g_members',
        '"unbalanced',
        "NEAR(a b) AND OR NOT ^ * : {title} (",
        "%s %d %%",
        "\\' \\",
        "lang:\" OR 'x",
        "kind:' | !a",
        'theme:"a & b" wood',
        "x" * 300,
        "א ב ג العربية 木材",
        "\u0301\u0301",
        "💡 🪵",
        "ﾞﾞﾞﾞ",
        '"ﾞﾞ ﾞﾞ"',
    ],
)
def test_nothing_typed_is_an_error(engine, text):
    engine.index([document(1, "Wood", groups=("members",))], generation=LIVE)

    assert found(engine, text) == []
    assert engine.loosely(request(text), limit=5) == []
    assert engine.suggest(text, request(), limit=5) == []
    assert engine.did_you_mean(request(text), limit=3) == []


def test_a_query_of_one_term_object_is_enough(engine):
    engine.index([document(1, "Wood")], generation=LIVE)

    assert found(engine, Query(terms=(Term(("wood",)),))) == [1]


def test_nothing_anybody_writes_keeps_it_from_the_index(engine):
    names = ", ".join(["The Very Long Name of an Organisation of Cabinet Makers"] * 7)
    odd = f"ﾞﾞﾞﾞ {'İ' * 35} {chr(0xFE72)} {chr(0xFDFA)} wood"

    engine.index([document(1, odd, odd, author=names, context=(odd,), language="ja")], generation=LIVE)

    (hit,) = engine.search(request("wood")).yours.hits + engine.search(request("wood")).others.hits
    assert names.startswith(hit.author)
    assert found(engine, "by:ﾞﾞ") == []
    assert found(engine, "by:makers") == [1]
