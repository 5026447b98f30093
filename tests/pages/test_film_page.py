"""The film page as visitors get it."""

import json
import re

import html5lib
import pytest
from django.core.cache import cache
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from films.models import (
    Credit,
    Film,
    FilmTag,
    Image,
    PageBlock,
    Person,
    Quote,
    Redirect,
    Score,
    SimilarFilm,
    Still,
    Tag,
    Trivia,
)
from films.models.address_field import AddressField
from films.models.line_field import LineField
from films.models.prose_field import ProseField
from films.page.sections import SECTIONS
from tests.factories import make_draft, make_film, make_full_film, make_quote
from tests.reviews.factories import rate

pytestmark = pytest.mark.django_db
MOST_QUERIES = 18
NAMESPACE = "{http://www.w3.org/1999/xhtml}"

HOSTILE_TITLES = [
    "The " * 91,
    "Supercalifragilisticexpialidocious" * 11,
    "القاهرة ٣٠",
    "千と千尋の神隠し",
    '</title></script><script>alert(1)</script>"><img src=x onerror=alert(1)>',
    "{{ 7|add:7 }}{% now 'Y' %}",
    "???",
    "M",
    "😀" * 100,
]


def get_page(client, film, **headers):
    response = client.get(film.get_absolute_url(), headers=headers)
    assert response.status_code == 200
    return response


def text_of(response) -> str:
    return response.content.decode()


def tree_of(response):
    """Parse as strictly as the standard's own algorithm does; any parse error fails the test."""
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=True)
    tree = parser.parse(text_of(response))
    assert [(error, places) for _, error, places in parser.errors] == []
    return tree


def assert_sound(response) -> None:
    """Check what the parser does not: ids, references to them, and names of pictures."""
    tree = tree_of(response)
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert sorted(set(ids)) == sorted(ids)
    links = [element.get("href") for element in tree.iter(f"{NAMESPACE}a")]
    assert [h for h in links if not h] == []
    assert {h[1:] for h in links if h.startswith("#")} <= set(ids)
    for element in tree.iter():
        for name in ("aria-labelledby", "aria-describedby", "for"):
            assert set((element.get(name) or "").split()) <= set(ids), (element.tag, name)
        assert element.get("style") is None
        assert not [name for name in element.attrib if name.startswith("on")]
    assert [e for e in tree.iter(f"{NAMESPACE}img") if e.get("alt") is None] == []
    scripts = list(tree.iter(f"{NAMESPACE}script"))
    assert [s for s in scripts if not s.get("src") and s.get("type") != "application/ld+json"] == []
    assert list(tree.iter(f"{NAMESPACE}style")) == []


def test_full_page_is_sound_html(client):
    assert_sound(get_page(client, make_full_film(rows=3)))


def test_empty_page_is_sound_html(client):
    assert_sound(get_page(client, make_film(year=None)))


@pytest.mark.parametrize("title", HOSTILE_TITLES)
def test_page_of_a_hostile_title_is_sound_and_says_it(client, title):
    response = get_page(client, make_film(title=title.strip(), year=None))

    assert_sound(response)
    tree = tree_of(response)
    assert tree.find(f".//{NAMESPACE}h1").text == title.strip()
    assert title.strip() in tree.find(f".//{NAMESPACE}title").text


def test_empty_film_leaves_no_trace_of_its_sections(client):
    html = text_of(get_page(client, make_film(year=None)))

    assert re.findall(r'<section class="section[^"]*" id="([^"]+)"', html) == ["rate"]
    assert re.findall(r'<a href="#([^"]+)"><span class="mark"', html) == ["rate"]
    for section in SECTIONS[:-1]:
        assert str(section.heading) not in html


def test_page_shows_each_section_once_in_order(client):
    html = text_of(get_page(client, make_full_film()))

    assert re.findall(r'<section class="section[^"]*" id="([^"]+)"', html) == [
        section.anchor for section in SECTIONS
    ]


def count_queries(client, film) -> int:
    cache.clear()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        get_page(client, film)
    return len(queries)


def multiply_rows(film: Film, times: int) -> None:
    """Repeat the last row of every section, each time with another tag, picture or film."""
    numbers = range(1, times)
    tags = Tag.objects.bulk_create(Tag(name=f"T{n}", kind="genre", slug=f"t{n}") for n in numbers)
    others = Film.objects.bulk_create(
        Film(title=f"F{n}", slug=f"f{n}", status="published", published_at=film.published_at)
        for n in numbers
    )
    images = Image.objects.bulk_create(
        Image(file=f"{n}.webp", sha256=f"{n:f>64}", width=8, height=9) for n in numbers
    )
    own = {
        Credit: lambda n: {"character": f"Role {n}"},
        FilmTag: lambda n: {"tag_id": tags[n - 1].pk},
        Quote: lambda n: {"key": f"k{n}"},
        SimilarFilm: lambda n: {"other_id": others[n - 1].pk},
        Still: lambda n: {"image_id": images[n - 1].pk},
    }
    for model in set(PageBlock.__subclasses__()) - {Score}:  # a score a source
        row = model.objects.filter(film=film).last()
        fields = {
            f.attname: getattr(row, f.attname)
            for f in model._meta.concrete_fields
            if not f.primary_key
        }
        model.objects.bulk_create(
            model(**{**fields, "position": n, **own.get(model, lambda _: {})(n)}) for n in numbers
        )


def test_page_asks_as_often_for_a_hundred_rows_as_for_one(client):
    film = make_full_film(rows=1)
    with_one = count_queries(client, film)
    multiply_rows(film, 100)

    assert count_queries(client, film) == with_one
    assert with_one <= MOST_QUERIES
    assert Trivia.objects.count() == Credit.objects.filter(job="actor").count() == 100


def test_page_asks_as_often_for_many_reviews_as_for_one(client):
    """A8: one query for the newest reviews; where both sides are shown, one more to choose them."""
    film = make_full_film()
    rate(film, 9, body="Worth every minute.")
    with_one = count_queries(client, film)
    for number in range(30):
        rate(film, number % 10 + 1, body=f"I have seen it {number} times.")

    assert count_queries(client, film) == with_one + 1
    assert with_one + 1 <= MOST_QUERIES


def test_page_of_two_hundred_actors_folds_the_rest(client):
    film = make_film()
    people = Person.objects.bulk_create(
        Person(name=f"Actor {number}", slug=f"actor-{number}") for number in range(200)
    )
    Credit.objects.bulk_create(Credit(film=film, person=person) for person in people)

    response = get_page(client, film)

    assert_sound(response)
    assert text_of(response).count('class="cast__row"') == 200
    assert "<summary>180 more in the cast</summary>" in text_of(response)


def test_emoji_are_hidden_from_screen_readers(client):
    html = text_of(get_page(client, make_full_film()))

    for section in SECTIONS:
        marked = f'<span class="mark" aria-hidden="true">{section.mark}</span>'
        assert html.count(section.mark) == html.count(marked) == 2


def test_spoilers_are_closed_and_out_of_the_head(client):
    film = make_full_film(ending="The butler did it.")
    make_quote(film, "I am the butler.", spoiler=True, position=9)

    html = text_of(get_page(client, film))
    head, _, body = html.partition("<body>")

    assert "butler" not in head
    assert re.search(r'<details class="curtain[^>]*>.*?The butler did it\.', body, re.DOTALL)
    assert re.search(
        r'<details class="veil"><summary>(?:(?!</details>).)*I am the butler', body, re.DOTALL
    )
    assert "<details open" not in html


def test_video_contacts_nobody_before_the_press(client):
    html = text_of(get_page(client, make_full_film()))

    loaded = re.findall(
        r'<(?:img|script|link|iframe|video|source)\b[^>]*?(?:src|href)="([^"]+)"', html
    )
    elsewhere = [url for url in loaded if not url.startswith("/")]
    assert elsewhere == [u for u in elsewhere if u.startswith("http://127.0.0.1:8000/films/")]
    assert "<iframe" not in html
    assert 'href="https://www.youtube.com/watch?v=video000000"' in html
    assert 'data-embed="https://www.youtube-nocookie.com/embed/video000000?' in html


def test_links_to_shops_say_that_they_are_paid(client):
    film = make_film()
    film.products.create(name="Book", url="https://shop.example/book")

    html = text_of(get_page(client, film))

    assert '<a class="t" href="https://shop.example/book" rel="sponsored noopener">' in html
    assert "the shop may pay this site a commission" in html


def test_page_is_the_same_for_everybody_and_may_be_kept(client):
    response = get_page(client, make_full_film())

    assert response.cookies == {}
    assert "Cookie" not in response.headers.get("Vary", "")
    assert response.headers["Cache-Control"] == "public, max-age=0"
    assert "csrfmiddlewaretoken" not in text_of(response)


def test_page_that_has_not_changed_is_not_sent_again(client):
    film = make_film()
    etag = get_page(client, film).headers["ETag"]

    assert client.get(film.get_absolute_url(), headers={"If-None-Match": etag}).status_code == 304


def test_page_says_its_one_address_and_one_graph(client):
    film = make_full_film(slug="alpha-1927")
    html = text_of(get_page(client, film))

    assert '<link rel="canonical" href="http://127.0.0.1:8000/films/alpha-1927/">' in html
    graphs = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert len(graphs) == 1
    assert json.loads(graphs[0])["@graph"][0]["url"] == "http://127.0.0.1:8000/films/alpha-1927/"


def test_draft_is_not_found(client):
    assert client.get(make_draft().get_absolute_url()).status_code == 404


def test_capital_letters_lead_to_the_page(client):
    film = make_film(slug="alpha-1927")

    response = client.get("/films/Alpha-1927/")

    assert (response.status_code, response.headers["Location"]) == (301, film.get_absolute_url())


def test_old_address_leads_to_the_new_one(client):
    film = make_film(slug="new-1927")
    Redirect.objects.create(old_path="/films/old-1927/", new_path=film.get_absolute_url())

    response = client.get("/films/old-1927/")

    assert (response.status_code, response.headers["Location"]) == (301, film.get_absolute_url())


def test_removed_page_is_gone(client):
    Redirect.objects.create(old_path="/films/old-1927/", new_path="")

    assert client.get("/films/old-1927/").status_code == 410


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_page_is_only_for_reading(client, method):
    assert getattr(client, method)(make_film().get_absolute_url()).status_code == 405


def test_poster_is_drawn_for_a_film_without_one(client):
    film = make_film(title="Alpha & <Omega>")

    response = client.get(f"{film.get_absolute_url()}poster.svg")

    assert response.headers["Content-Type"] == "image/svg+xml"
    assert response.headers["Cache-Control"] == "public, max-age=3600"
    assert response.content.startswith(b"<svg ")


def test_card_is_drawn_for_links_elsewhere(client):
    film = make_film(title="Alpha & <Omega>")

    response = client.get(f"{film.get_absolute_url()}card.jpg")

    assert response.headers["Content-Type"] == "image/jpeg"
    assert response.content.startswith(b"\xff\xd8\xff")


@pytest.mark.parametrize("name", ["poster.svg", "card.jpg"])
def test_pictures_of_a_draft_are_not_found(client, name):
    assert client.get(f"{make_draft().get_absolute_url()}{name}").status_code == 404


PAYLOAD = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7|add:7 }}"
NOT_FREE = {"key", "url", "region", "currency", "code", "slug", "provider"}


def free_texts(row: Model) -> list[str]:
    """Name the fields of a row in which an editor may write anything."""
    return [
        field.name
        for field in row._meta.concrete_fields
        if isinstance(field, LineField | ProseField)
        and not isinstance(field, AddressField)
        and field.editable
        and not field.choices
        and field.max_length >= len(PAYLOAD)
        and field.name not in NOT_FREE
    ]


def test_no_field_can_write_elements_into_the_page(client):
    film = make_full_film(rows=1, slug="alpha-1927")
    related = [model.objects.filter(film=film).last() for model in PageBlock.__subclasses__()]
    people = [Person.objects.last(), *Tag.objects.all()[:3], film.offers.first().provider]
    for row in [*related, *people]:
        texts = dict.fromkeys(free_texts(row), PAYLOAD)
        type(row).objects.filter(pk=row.pk).update(**texts)
    words = ["title", "original_title", "also_known_as", "certificates", "logline", "consensus"]
    prose = ["badly_explained", "synopsis", "ending", "personal_review", "watch_note"]
    Film.objects.filter(pk=film.pk).update(**dict.fromkeys([*words, *prose], PAYLOAD))

    response = get_page(client, film)

    assert_sound(response)
    images = [e.get("src") for e in tree_of(response).iter(f"{NAMESPACE}img")]
    assert "x" not in images
    assert text_of(response).count("&lt;img src=x onerror=alert(1)&gt;") > 30
