"""The film document: a film goes in and the same film comes out."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from films.choices import FilmStatus, Job, RevisionKind, TagKind
from films.document import dump, load
from films.document_fields import BLOCKS, EDITORIAL, PICTURES, SCALARS, DocumentError, related_name
from films.models import Film, Person, Tag
from films.revisions import record
from tests.factories import add_row_of_each, make_draft, make_film, make_full_film, make_person

pytestmark = pytest.mark.django_db


def words(document: dict) -> dict:
    return {name: value for name, value in document.items() if name not in EDITORIAL}


def test_every_column_of_a_film_has_its_place_in_the_document():
    kept_elsewhere = {
        *("id", "folded", "sort_key", "decade", "author", "draft_of"),
        *("completeness", "fault_count", "version", "created_at", "updated_at"),
        *("next_slug", "go_live_at"),  # of a working copy
    }

    columns = {field.name for field in Film._meta.concrete_fields}

    assert columns - kept_elsewhere == {*SCALARS, *PICTURES, *EDITORIAL}


def test_every_column_of_a_row_has_its_place_in_the_document():
    kept_elsewhere = {"id", "film", "position", "folded"}

    for model, columns in BLOCKS.values():
        assert {f.name for f in model._meta.concrete_fields} - kept_elsewhere == set(columns)


def test_full_film_comes_back_the_same_after_json():
    film = make_full_film(rows=3)
    document = json.loads(json.dumps(dump(film)))

    copy = load(words(document))

    assert words(dump(copy)) == words(document)
    assert copy.slug != film.slug
    assert copy.status == FilmStatus.DRAFT


def test_dump_reads_as_many_queries_for_many_rows(django_assert_num_queries):
    film = make_full_film(rows=1)
    with django_assert_num_queries(16):
        dump(Film.objects.select_related(*PICTURES).get(pk=film.pk))
    add_row_of_each(film, first=1, rows=9)

    with django_assert_num_queries(16):
        dump(Film.objects.select_related(*PICTURES).get(pk=film.pk))


def test_load_replaces_rows_of_an_existing_film_and_keeps_its_address():
    film = make_full_film(rows=2)

    load({"marquee": 1, "title": "New", "trivia": [{"text": "One thing."}]}, film)

    film.refresh_from_db()
    assert (film.title, film.synopsis, film.status) == ("New", "", FilmStatus.PUBLISHED)
    assert [row.text for row in film.trivia.all()] == ["One thing."]
    assert not film.credits.exists()


def test_load_takes_editorial_fields_only_when_asked():
    document = {
        "marquee": 1,
        "slug": "my-address",
        "status": "published",
        "published_at": "2026-05-01T09:00:00+00:00",
        "title": "A Film",
        "year": 1927,
    }

    draft, live = load(document), load(document, editorial=True)

    assert (draft.slug, draft.status, draft.published_at) == ("a-film-1927", "draft", None)
    assert (live.slug, live.status, live.is_live) == ("my-address", "published", True)


def test_load_finds_people_and_tags_and_makes_those_that_are_missing():
    keaton = make_person("Buster Keaton")
    Tag.objects.create(kind=TagKind.GENRE, name="Comédie")
    document = {
        "marquee": 1,
        "title": "The General",
        "tags": [{"kind": "genre", "name": "Comedie"}, {"kind": "theme", "name": "Trains"}],
        "credits": [
            {"person": {"name": "Buster Keaton"}, "job": "director"},
            {"person": {"name": "Keaton, as credited", "slug": "buster-keaton"}, "job": "actor"},
            {"person": {"name": "Marion Mack", "slug": "marion-mack"}, "character": "Annabelle"},
        ],
    }

    film = load(document)

    assert [str(tag) for tag in film.film_tags.all()] == ["Comédie", "Trains"]
    assert [credit.person for credit in film.credits.all()][:2] == [keaton, keaton]
    assert Person.objects.get(slug="marion-mack").name == "Marion Mack"
    assert film.credits.last().job == Job.ACTOR


@pytest.mark.parametrize(
    ("document", "where"),
    [
        ([], ""),
        ({"title": "A"}, "marquee"),
        ({"marquee": 1}, "title"),
        ({"marquee": 1, "title": "A", "titel": "B"}, "titel"),
        ({"marquee": 1, "title": ["A"]}, "title"),
        ({"marquee": 1, "title": "A" * 401}, "title"),
        ({"marquee": 1, "title": "A\0"}, "title"),
        ({"marquee": 1, "title": "A", "year": "soon"}, "year"),
        ({"marquee": 1, "title": "A", "year": float("nan")}, "year"),
        ({"marquee": 1, "title": "A", "budget": 10**400}, "budget"),
        ({"marquee": 1, "title": "A", "released": "2012-02-30"}, "released"),
        ({"marquee": 1, "title": "A", "synopsis": "\ud800"}, "synopsis"),
        ({"marquee": 1, "title": "A", "trivia": {"text": "x"}}, "trivia"),
        ({"marquee": 1, "title": "A", "trivia": ["x"]}, "trivia"),
        ({"marquee": 1, "title": "A", "trivia": [{"text": "x"}] * 2001}, "trivia"),
        ({"marquee": 1, "title": "A", "trivia": [{"text": ""}]}, "trivia[0].text"),
        ({"marquee": 1, "title": "A", "trivia": [{"words": "x"}]}, "trivia[0].words"),
        ({"marquee": 1, "title": "A", "credits": [{"person": {}}]}, "credits[0].person"),
        ({"marquee": 1, "title": "A", "credits": [{"job": "director"}]}, "credits[0].person"),
        ({"marquee": 1, "title": "A", "stills": [{"caption": "No picture"}]}, "stills[0].image"),
        ({"marquee": 1, "title": "A", "tags": [{"kind": "x", "name": "y"}]}, "tags[0].tag"),
        ({"marquee": 1, "title": "A", "poster": {"file": "media/no.webp"}}, "poster"),
        (
            {"marquee": 1, "title": "A", "scores": [{"source": "imdb", "value": "11"}]},
            "scores[0].value",
        ),
        (
            {"marquee": 1, "title": "A", "tags": [{"kind": "genre", "name": "B"}] * 2},
            "tags",
        ),
    ],
)
def test_bad_document_is_refused_with_its_place_and_nothing_is_kept(document, where):
    with pytest.raises(DocumentError) as caught:
        load(document)

    assert caught.value.where == where
    assert not Film.objects.exists()
    assert not Person.objects.exists()


def test_number_that_another_film_has_is_refused_in_words():
    make_film(imdb_id="tt1866249")

    with pytest.raises(DocumentError, match=r"imdb_id|IMDb"):
        load({"marquee": 1, "title": "Twin", "imdb_id": "tt1866249"})


def test_rule_that_only_the_database_knows_is_named_without_its_row():
    with pytest.raises(DocumentError) as caught:
        load({"marquee": 1, "title": "Free", "budget": 0})

    assert caught.value.message == "Constraint “film_budget_is_positive” is violated."


def test_working_copy_is_the_same_document_without_an_address():
    live = make_full_film()

    copy = load(words(dump(live)), Film(draft_of=live))

    assert words(dump(copy)) == words(dump(live))
    assert copy.slug is None


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=60)
NAME = TEXT.map(str.strip).filter(bool)


class RoundTrip(TestCase):
    """load(dump(film)) == film over generated films."""

    @settings(max_examples=25)
    @given(
        title=NAME,
        synopsis=TEXT,
        year=st.none() | st.integers(1870, 2200),
        runtime=st.none() | st.integers(1, 60_000),
        budget=st.none() | st.integers(1, 10**12),
        quotes=st.lists(st.tuples(NAME, TEXT, st.booleans()), max_size=3),
        cast=st.lists(st.tuples(NAME, NAME), max_size=3, unique_by=lambda row: row[1]),
        awards=st.lists(st.tuples(NAME, st.none() | st.integers(1895, 2200), st.booleans())),
        score=st.none() | st.decimals(0, 10, places=2),
    )
    def test_generated_film(
        self, title, synopsis, year, runtime, budget, quotes, cast, awards, score
    ):
        film = make_draft(
            title=title, synopsis=synopsis, year=year, runtime=runtime, budget=budget, slug=None
        )
        person = make_person()
        for position, (character, description) in enumerate(cast):
            film.credits.create(
                person=person,
                character=f"{character}{position}",
                description=description,
                position=position,
            )
        for position, (text, context, spoiler) in enumerate(quotes):
            film.quotes.create(text=text, context=context, spoiler=spoiler, position=position)
        for position, (category, award_year, won) in enumerate(awards):
            body, _ = Tag.objects.get_or_create(kind=TagKind.AWARD, name="Academy Awards")
            film.awards.create(
                body=body, category=category, year=award_year, won=won, position=position
            )
        if score is not None:
            film.scores.create(source="imdb", value=score)
        film.refresh_from_db()
        document = json.loads(json.dumps(dump(film)))

        copy = load(words(document))

        assert words(dump(copy)) == words(document)


def test_record_numbers_revisions_and_skips_what_changed_nothing():
    film = make_film()
    first = record(film, RevisionKind.SAVE)
    again = record(film, RevisionKind.SAVE)
    film.title = "Other"
    film.save()
    second = record(film, RevisionKind.SAVE)

    assert (first.number, again.pk, second.number, film.version) == (1, first.pk, 2, 2)


def test_related_names_are_those_of_the_document_but_for_tags():
    assert {name: related_name(model) for name, (model, _) in BLOCKS.items()} == {
        **{name: name for name in BLOCKS},
        "tags": "film_tags",
    }
