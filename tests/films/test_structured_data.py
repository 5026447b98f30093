import json
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from films.choices import Job
from films.models import Film
from films.page import FilmPage
from films.structured_data import film_graph, script_json
from tests.factories import make_credit, make_film, make_full_film, make_image, make_person

SITE = "https://films.example"


class ScriptReader(HTMLParser):
    """Reads the first script of a document as a browser would."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, data):
        if self.tags[-1:] == ["script"] and self.scripts:
            self.scripts[-1] += data


@given(st.text() | st.sampled_from(["</script><b>", "<!--<script>", "]]>", "\u2028", "&lt;"]))
def test_script_json_cannot_end_its_script(text):
    printed = script_json({"name": text})
    reader = ScriptReader()
    reader.feed(f'<script type="application/ld+json">{printed}</script>')

    assert reader.tags == ["script"]
    assert json.loads(reader.scripts[0]) == {"name": text}
    assert not set(printed) & set("<>&\u2028\u2029")


def graph_of(film: Film, **extra) -> dict:
    page = FilmPage(Film.objects.for_page().get(pk=film.pk))
    graph = film_graph(page, site_url=SITE, **extra)
    return {node["@type"]: node for node in graph["@graph"]}


@pytest.mark.django_db
def test_graph_of_a_film_with_only_a_title_says_no_more_and_shows_its_card():
    graph = graph_of(make_film(title="Alpha", year=None, slug="alpha"))

    assert list(graph) == ["Movie", "BreadcrumbList"]
    assert graph["Movie"] == {
        "@type": "Movie",
        "@id": f"{SITE}/films/alpha/#film",
        "url": f"{SITE}/films/alpha/",
        "name": "Alpha",
        "image": f"{SITE}/films/alpha/card.jpg",
    }


@pytest.mark.django_db
def test_graph_names_people_once_and_refers_to_them():
    film = make_film()
    person = make_person("Ann Other")
    for job in (Job.DIRECTOR, Job.WRITER, Job.ACTOR):
        make_credit(film, person, job=job)

    graph = graph_of(film)
    reference = {"@id": f"{SITE}{person.get_absolute_url()}#person"}

    assert graph["Person"] == {
        "@type": "Person",
        **reference,
        "name": "Ann Other",
        "url": SITE + person.get_absolute_url(),
    }
    assert [graph["Movie"][part] for part in ("director", "author", "actor")] == [[reference]] * 3


@pytest.mark.django_db
def test_graph_holds_no_figures_of_others():
    film = make_full_film(ending="The butler did it.")
    film.scores.update(value="7.20")

    printed = script_json(graph_of(film))

    for word in ("7.2", "aggregateRating", "155000", "Paper 0", "butler", "reviewRating"):
        assert word not in printed


@pytest.mark.django_db
def test_graph_takes_our_visitors_rating():
    rating = {"@type": "AggregateRating", "ratingValue": 4.5, "ratingCount": 3}

    assert graph_of(make_film(), aggregate_rating=rating)["Movie"]["aggregateRating"] == rating


@pytest.mark.django_db
@pytest.mark.parametrize("missing", ["title", "thumbnail", "uploaded_on", None])
def test_trailer_is_named_only_when_it_has_all_it_must(missing):
    film = make_film()
    fields = {
        "title": "Trailer",
        "thumbnail": make_image(file="images/a.webp"),
        "uploaded_on": date(2012, 8, 1),
    }
    if missing:
        fields.pop(missing)
    film.videos.create(provider="youtube", key="abcdefghijk", **fields)

    assert graph_of(film)["Movie"].get("trailer") == (
        None
        if missing
        else {
            "@type": "VideoObject",
            "name": "Trailer",
            "description": "Trailer",
            "thumbnailUrl": f"{SITE}/media/images/a.webp",
            "uploadDate": "2012-08-01",
        }
    )


@pytest.mark.django_db
def test_questions_are_those_that_have_not_lost_their_question():
    film = make_film()
    film.faqs.create(question="Is it <true>?", answer="Yes, *quite* & so on.")
    film.faqs.create(answer="Lost.", position=1)

    assert graph_of(film)["FAQPage"]["mainEntity"] == [
        {
            "@type": "Question",
            "name": "Is it <true>?",
            "acceptedAnswer": {"@type": "Answer", "text": "Yes, quite & so on."},
        }
    ]
