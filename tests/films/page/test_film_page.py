import pytest
from django.utils.translation import override

from films.choices import Access, Job, TagKind, VideoKind, WarningLevel
from films.models import Film, FilmTag, Provider
from films.page import FilmPage
from films.page.film_page import CAST_IN_SIGHT
from films.page.sections import SECTIONS
from tests.factories import (
    make_credit,
    make_film,
    make_full_film,
    make_image,
    make_person,
    make_provider,
    make_quote,
    make_tag,
)

pytestmark = pytest.mark.django_db


def page_of(film: Film) -> FilmPage:
    return FilmPage(Film.objects.for_page().get(pk=film.pk))


def anchors(film: Film) -> list[str]:
    return [section.anchor for section in page_of(film).sections]


def tag(film: Film, kind: TagKind, name: str = "", **fields) -> FilmTag:
    return film.film_tags.create(tag=make_tag(name, kind), **fields)


def test_sections_stand_in_the_order_of_the_product():
    with override("en"):
        headings = [(s.mark, s.anchor, str(s.heading)) for s in page_of(make_full_film()).sections]

    assert headings == [
        ("🎯", "overview", "Quick overview"),
        ("😅", "badly", "Plot summary, badly explained"),
        ("🍿", "synopsis", "Detailed plot synopsis"),
        ("⚠️", "ending", "Spoilers and ending explained"),
        ("🎬", "cast", "Cast and characters"),
        ("💬", "quotes", "Memorable quotes"),
        ("💰", "box-office", "Box office"),
        ("💥", "reviews", "Reviews"),
        ("🛠️", "behind", "Behind the scenes"),
        ("🖥️", "watch", "How to watch"),
        ("🎥", "similar", "Similar films"),
        ("🛒", "products", "Related products"),
        ("🎧", "soundtrack", "Soundtrack"),
        ("🤨", "faq", "FAQ"),
        ("🔥", "bonus", "Bonus"),
        ("✨", "rate", "Rate"),
    ]


def test_sections_of_an_empty_film_are_the_rating_alone():
    assert anchors(make_film(year=None)) == ["rate"]


@pytest.mark.parametrize(
    ("anchor", "fields"),
    [
        ("overview", {"runtime": 95}),
        ("overview", {"certificates": "US: R"}),
        ("badly", {"badly_explained": "It goes badly."}),
        ("synopsis", {"synopsis": "It begins."}),
        ("ending", {"ending": "It ends."}),
        ("box-office", {"budget": 1}),
        ("box-office", {"gross_worldwide": 1}),
        ("reviews", {"personal_review": "Good."}),
        ("reviews", {"personal_rating": 8}),
        ("reviews", {"consensus": "Good."}),
        ("watch", {"watch_note": "On a disc."}),
        ("soundtrack", {"soundtrack_note": "Loud."}),
    ],
)
def test_section_is_shown_for_a_field(anchor, fields):
    assert anchors(make_film(year=None, **fields)) == [anchor, "rate"]


ROWS = {
    "cast": lambda film: make_credit(film, character="The girl"),
    "quotes": lambda film: make_quote(film),
    "behind": lambda film: film.trivia.create(text="It rained."),
    "watch": lambda film: film.offers.create(access=Access.DVD),
    "similar": lambda film: film.similar_films.create(title="Other"),
    "products": lambda film: film.products.create(name="Book"),
    "soundtrack": lambda film: film.tracks.create(title="Song"),
    "faq": lambda film: film.faqs.create(question="Why?", answer="Because."),
    "bonus": lambda film: film.stills.create(image=make_image()),
    "overview": lambda film: tag(film, TagKind.GENRE),
}


@pytest.mark.parametrize("anchor", ROWS)
def test_section_is_shown_for_a_row(anchor):
    film = make_film(year=None)
    ROWS[anchor](film)

    assert anchors(film) == [anchor, "rate"]


@pytest.mark.parametrize(
    "add",
    [
        lambda film: film.press_reviews.create(excerpt="Good."),
        lambda film: film.audience_reactions.create(claim="They laughed."),
        lambda film: film.awards.create(body=make_tag(kind=TagKind.AWARD)),
        lambda film: tag(film, TagKind.AUDIENCE),
        lambda film: tag(film, TagKind.WARNING, level=WarningLevel.NONE),
    ],
)
def test_reviews_are_shown_for_each_of_their_parts(add):
    film = make_film(year=None)
    add(film)

    assert anchors(film) == ["reviews", "rate"]


def test_section_of_blank_markdown_is_left_out():
    assert anchors(make_film(year=None, synopsis=" \n ", ending="\n")) == ["rate"]


def test_closed_services_vanish_with_their_section():
    film = make_film(year=None)
    film.offers.create(provider=make_provider(), access=Access.RENT)
    Provider.objects.update(active=False)

    assert anchors(film) == ["rate"]


def test_contents_hold_each_section_and_the_headings_of_the_synopsis():
    film = make_film(year=None, synopsis="### One\n\na\n\n### Two\n\nb", ending="### Not this\n\nc")

    entries = [(entry.anchor, str(entry.words), entry.mark) for entry in page_of(film).contents]

    assert entries == [
        ("synopsis", "Detailed plot synopsis", "🍿"),
        ("synopsis-one", "One", ""),
        ("synopsis-two", "Two", ""),
        ("ending", "Spoilers and ending explained", "⚠️"),
        ("rate", "Rate", "✨"),
    ]


def test_no_heading_can_take_the_anchor_of_a_section():
    film = make_film(synopsis="\n\n".join(f"### {section.anchor}" for section in SECTIONS))

    page = page_of(film)

    assert not {h.anchor for h in page.synopsis.headings} & {s.anchor for s in SECTIONS}


def test_facts_are_those_that_are_known():
    film = make_film(
        year=2012,
        runtime=95,
        released="2012-10-19",
        certificates="US: R\nGB: 15",
        original_title="Die Sitzungen",
    )
    for name in ("Ann", "Bo"):
        make_credit(film, make_person(name), job=Job.DIRECTOR)
    tag(film, TagKind.GENRE, "Drama")
    tag(film, TagKind.COUNTRY, "Chile")
    film.scores.create(source="imdb", value="7.20", votes=155_000, checked_on="2026-05-01")
    film.scores.create(source="rotten_tomatoes", value="93", best=100, position=1)

    facts = [
        (fact.term, [link.words for link in fact.links], fact.note) for fact in page_of(film).facts
    ]

    assert facts == [
        ("Directors", ["Ann", "Bo"], ""),
        ("Genre", ["Drama"], ""),
        ("Release year", ["2012"], ""),
        ("Released", ["19 October 2012"], ""),
        ("Runtime", ["1h 35min"], ""),
        ("Country", ["Chile"], ""),
        ("Certificate", ["US: R", "GB: 15"], ""),
        ("Original title", ["Die Sitzungen"], ""),
        ("IMDb", ["7.2/10"], "(155K votes) read on 1 May 2026"),
        ("Rotten Tomatoes", ["93%"], ""),
    ]


def test_long_cast_folds_after_the_first_twenty():
    film = make_film()
    for number in range(CAST_IN_SIGHT + 3):
        make_credit(film, character=f"Role {number}", position=number)

    page = page_of(film)

    assert [role.character for role in page.cast_folded] == ["Role 20", "Role 21", "Role 22"]
    assert len(page.cast_in_sight) == CAST_IN_SIGHT


def test_quote_leads_to_its_speaker_in_the_cast():
    film = make_film()
    make_credit(film, character="First")
    credit = make_credit(film, character="Second", position=1)
    make_quote(film, "Well.", credit=credit)
    make_quote(film, "Who?", speaker="Somebody", position=1)

    lines = [(line.speaker, line.speaker_anchor) for line in page_of(film).quotes]

    assert lines == [("Second", "cast-2"), ("Somebody", "")]


def test_quote_that_gives_something_away_has_no_page():
    film = make_film(slug="x-1999")
    quote = make_quote(film, "He is dead.", spoiler=True)
    open_quote = make_quote(film, "Hello.", position=1)

    urls = [line.url for line in page_of(film).quotes]

    assert urls == ["", open_quote.get_absolute_url()]
    assert quote.spoiler


def test_warnings_before_the_plot_leave_out_what_was_not_found():
    film = make_film()
    tag(film, TagKind.WARNING, "Blood", level=WarningLevel.MILD)
    tag(film, TagKind.WARNING, "Spiders", level=WarningLevel.NONE)

    page = page_of(film)

    assert [str(row) for row in page.warnings_ahead] == ["Blood"]
    assert sorted(str(row) for row in page.warnings) == ["Blood", "Spiders"]


def test_meta_title_says_what_the_page_tells():
    film = make_film(title="Alpha", year=1999, synopsis="a", ending="b")

    assert page_of(film).meta_title == "Alpha (1999): plot, ending explained"
    assert page_of(make_film(title="Beta", year=None)).meta_title == "Beta"
    assert page_of(make_film(seo_title="Mine")).meta_title == "Mine"


def test_meta_description_never_tells_the_ending():
    film = make_film(
        title="Alpha", year=1999, ending="The butler did it.", synopsis="Late: butler."
    )
    make_credit(film, make_person("Ann"), job=Job.DIRECTOR)

    assert page_of(film).meta_description == "Alpha (1999), directed by Ann."
    assert page_of(make_film(logline="A film.")).meta_description == "A film."


def test_working_copy_has_a_page_without_an_address():
    film = make_full_film()
    copy = make_film(draft_of=film, status="draft", title="Copy", synopsis="New words.")
    make_quote(copy, "Hm.")

    page = page_of(copy)

    assert page.path == ""
    assert page.quotes[0].url == ""


@pytest.mark.parametrize(
    ("genre", "palette", "variant", "expected"),
    [("Horror", "", 1, "horror-1"), ("Horror", "comedy", 2, "comedy-2"), ("", "", 0, "drama-0")],
)
def test_palette_is_the_editors_or_the_first_genres(genre, palette, variant, expected):
    film = make_film(poster_palette=palette, poster_variant=variant)
    if genre:
        tag(film, TagKind.GENRE, genre)

    assert page_of(film).palette == expected


def test_page_asks_once_for_the_similar_films(django_assert_num_queries):
    film = Film.objects.for_page().get(pk=make_full_film(rows=3).pk)

    with django_assert_num_queries(1):
        page = FilmPage(film)
        assert len(page.sections) == len(SECTIONS)
        assert page.contents
        assert page.crumbs
        assert page.meta_description
        assert page.palette


def test_trailer_is_the_first_that_plays_and_the_rest_is_bonus():
    film = make_film()
    for place, (kind, title, key) in enumerate(
        [
            (VideoKind.TRAILER, "Lost", ""),
            (VideoKind.TRAILER, "Trailer", "aaaaaaaaaaa"),
            (VideoKind.BONUS, "Extra", "bbbbbbbbbbb"),
        ]
    ):
        provider = "youtube" if key else ""
        film.videos.create(kind=kind, title=title, provider=provider, key=key, position=place)

    page = page_of(film)

    assert page.trailer.title == "Trailer"
    assert [screen.title for screen in page.bonus] == ["Extra"]
