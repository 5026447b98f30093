"""Each check with a page that has its fault and one that only looks like it."""

import pytest

from films.proofing.faults import Context
from tests.films.proofing.pages import CONTEXT, POSTER, TODAY, found, words_of


def film(name):
    """The place of a fault in a field of the film itself."""
    return [(name, "", None)]


# Head ---------------------------------------------------------------------------------------------


def test_year_missing():
    assert found("year_missing", year=None) == film("year")
    assert found("year_missing") == []


def test_words_missing():
    assert found("words_missing", logline=None, synopsis=None) == film("logline")
    assert found("words_missing", logline=None) == []


def test_logline_missing():
    assert found("logline_missing", logline=None) == film("logline")
    assert found("logline_missing") == []


def test_logline_too_long():
    assert found("logline_too_long", logline="x" * 201) == film("logline")
    assert found("logline_too_long", logline="x" * 200) == []


def test_poster_missing():
    assert found("poster_missing", poster=None) == film("poster")
    assert found("poster_missing", poster=None, poster_motif="lamp") == []


def test_picture_without_alt():
    bare = {"file": "media/lamp.webp"}

    assert found("picture_without_alt", poster=bare) == film("poster")
    assert found("picture_without_alt", stills=[{"image": POSTER}, {"image": bare}]) == [
        ("image", "stills", 1)
    ]
    assert found("picture_without_alt", products=[{"name": "A print", "image": None}]) == []


def test_ending_missing():
    assert found("ending_missing", ending=None) == film("ending")
    assert found("ending_missing", ending=None, synopsis=None) == []


def test_heading_without_text():
    assert found("heading_without_text", synopsis="### One\n\nWords.\n\n### Two") == film(
        "synopsis"
    )
    assert found("heading_without_text", synopsis="### One\n\n#### Part\n\nWords.") == []


@pytest.mark.parametrize(
    "synopsis",
    [
        "### The rock\n\nWords.\n\n### The visitor:\n\nWords.",
        "### The rock\n\nWords.\n\n### THE VISITOR\n\nWords.",
        "### The rock\n\nWords.\n\n##### The visitor\n\nWords.",
        "### The rock\n\nWords.\n\n**The visitor**\n\nWords.",
    ],
)
def test_headings_inconsistent(synopsis):
    assert found("headings_inconsistent", synopsis=synopsis) == film("synopsis")


@pytest.mark.parametrize(
    "synopsis",
    [
        "### The rock\n\nWords.\n\n### Who are you tonight?\n\nWords.",
        "### Two answers\n\nWords.\n\n### E, S, A, R, I, N\n\nWords.",
        "### THE ROCK\n\nWords.\n\n### THE VISITOR\n\nWords.",
        "### The U.S.A.\n\nWords.\n\n#### A part\n\nWords.\n\n### Another\n\nWords.",
        "### The rock\n\n**Nobody** came that year.",
    ],
)
def test_headings_of_one_form(synopsis):
    assert found("headings_inconsistent", synopsis=synopsis) == []


def test_gross_contradicts():
    assert found("gross_contradicts", gross_domestic=2, gross_worldwide=1) == film("gross_domestic")
    assert found("gross_contradicts", gross_domestic=2, gross_worldwide=2) == []


def test_lines_not_read():
    notes = "Line 3: Favourite colour: green\nLine 9: A voice"

    assert found("lines_not_read", notes=notes) == film("notes")
    assert found("lines_not_read", notes="Look at line 3: it is odd.") == []


# People -------------------------------------------------------------------------------------------


def credit(name, job="actor", character=""):
    return {"person": {"name": name}, "job": job, "character": character}


@pytest.mark.parametrize("job", ["director", "writer"])
def test_job_missing(job):
    others = [credit("Ida Sorel", other) for other in ("director", "writer") if other != job]

    assert found(f"{job}_missing", credits=others) == [("job", "credits", None)]
    assert found(f"{job}_missing", credits=None) == []
    assert found(f"{job}_missing") == []


def test_credit_twice():
    twice = [credit("Ida Sorel", "writer"), credit("Paul Arnaud"), credit("Ída Sorel", "writer")]
    two_parts = [credit("Alec Guinness", character=who) for who in ("The Duke", "The Banker")]

    assert found("credit_twice", credits=twice) == [("person", "credits", 2)]
    assert found("credit_twice", credits=two_parts) == []


@pytest.mark.parametrize(
    ("quote", "places"),
    [
        ({"speaker": "Brandt"}, [("speaker", "quotes", 0)]),
        ({"speaker": "MARTHE"}, []),
        ({"speaker": "Greta Lindqvist"}, []),
        ({"speaker": ""}, []),
        ({"speaker": "Young Marthe", "credit": {"person": "greta-lindqvist"}}, []),
    ],
)
def test_speaker_not_in_cast(quote, places):
    assert found("speaker_not_in_cast", quotes=[{"text": "No.", **quote}]) == places


def test_speaker_without_any_cast_is_no_fault():
    assert (
        found("speaker_not_in_cast", credits=None, quotes=[{"text": "No.", "speaker": "X"}]) == []
    )


def test_quote_twice():
    twice = [{"text": "I stay."}, {"text": "I go."}, {"text": "I stay!"}]

    assert found("quote_twice", quotes=twice) == [("text", "quotes", 2)]
    assert found("quote_twice", quotes=twice[:2]) == []


# Scores, press, awards, questions ----------------------------------------------------------------

SCORE = {"source": "imdb", "value": "7", "url": "https://example.org/", "checked_on": "2026-11-01"}


def test_score_without_link():
    assert found("score_without_link", scores=[SCORE, SCORE | {"url": ""}]) == [
        ("url", "scores", 1)
    ]


def test_score_without_date():
    assert found("score_without_date", scores=[SCORE, SCORE | {"checked_on": None}]) == [
        ("checked_on", "scores", 1)
    ]


def test_score_stale():
    old = SCORE | {"checked_on": "2026-05-25"}  # 181 days before
    young = SCORE | {"checked_on": "2026-05-26"}

    assert found("score_stale", scores=[young, old]) == [("checked_on", "scores", 1)]
    assert found("score_stale", Context(TODAY, stale_after=365), scores=[old]) == []


def test_press_without_source():
    reviews = [{"publication": "The Gazette", "excerpt": "Good."}, {"excerpt": "Good."}]

    assert found("press_without_source", press_reviews=reviews) == [
        ("publication", "press_reviews", 1)
    ]


def test_award_without_recipient():
    awards = [
        {"body": "Anchor", "recipient": "Ida Sorel"},
        {"body": "Anchor", "person": {"name": "Ida Sorel"}},
        {"body": "Anchor", "category": "Best Film"},
    ]

    assert found("award_without_recipient", awards=awards) == [("recipient", "awards", 2)]


def test_award_before_film():
    awards = [{"body": "Anchor", "year": 1930}, {"body": "Anchor", "year": 1931}]

    assert found("award_before_film", awards=awards) == [("year", "awards", 0)]
    assert found("award_before_film", awards=awards, year=None) == []


def test_faq_without_question():
    faqs = [{"question": "Why?", "answer": "So."}, {"answer": "So."}]

    assert found("faq_without_question", faqs=faqs) == [("question", "faqs", 1)]


def test_faq_without_answer():
    faqs = [{"question": "Why?", "answer": "So."}, {"question": "Why?"}]

    assert found("faq_without_answer", faqs=faqs) == [("answer", "faqs", 1)]


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("Is it true", [("question", "faqs", 0)]),
        ("Is it true?", []),
        ("What is “paper”?”", []),
        ("これは本当ですか。", []),
        ("¿Por qué?", []),
        ("هل هي قصة حقيقية؟", []),
    ],
)
def test_question_without_mark(question, places):
    assert found("question_without_mark", faqs=[{"question": question, "answer": "So."}]) == places


def test_placeholder():
    reviews = [{"publication": "N/A", "excerpt": "Good."}, {"publication": "???", "excerpt": "x"}]

    assert found("placeholder", press_reviews=reviews) == [
        ("publication", "press_reviews", 0),
        ("publication", "press_reviews", 1),
    ]
    assert found("placeholder", similar_films=[{"title": "Unknown"}]) == []


# What is recommended -----------------------------------------------------------------------------


def test_service_closed():
    offers = [
        {"provider": "Apple TV", "access": "rent"},
        {"provider": "Lantern", "access": "rent"},
        {"provider": "Lantern", "access": "buy"},
        {"access": "dvd"},
    ]

    assert found("service_closed", offers=offers) == [("provider", "offers", 1)]


@pytest.mark.parametrize(
    ("note", "places"),
    [
        ("Rent it on Google Play Movies. Discs are about.", film("watch_note")),
        ("It was on Lantern until that closed. Rent it on Apple TV.", []),
        ("Carry a Lanterna with you.", []),
    ],
)
def test_service_closed_in_text(note, places):
    assert found("service_closed_in_text", watch_note=note) == places


def test_service_closed_in_text_says_nothing_of_plots():
    assert found("service_closed_in_text", synopsis="She lights the Lantern.") == []


@pytest.mark.parametrize(
    ("offer", "is_faulty"),
    [
        ({"provider": "Apple TV", "access": "rent"}, True),
        ({"provider": "Nobody knows", "access": "free"}, True),
        ({"provider": "Apple TV", "access": "rent", "url": "https://example.org/"}, False),
        ({"provider": "Apple TV", "access": "rent", "checked_on": "2026-11-01"}, False),
        ({"provider": "Apple Music", "access": "listen"}, False),
        ({"provider": "Internet Archive", "access": "free"}, False),
        ({"provider": "Lantern", "access": "rent"}, False),  # closed, and told of as that
        ({"access": "dvd"}, False),
    ],
)
def test_service_without_link(offer, is_faulty):
    places = [("url", "offers", 0)] if is_faulty else []

    assert found("service_without_link", offers=[offer, offer]) == places


def test_offer_stale():
    offers = [
        {"provider": "Apple TV", "access": "rent", "checked_on": day}
        for day in ("2026-11-01", "2025-11-01")
    ]

    assert found("offer_stale", offers=offers) == [("checked_on", "offers", 1)]


def test_price_without_date():
    offers = [
        {"provider": "Apple TV", "access": "rent", "price": "3.99", "checked_on": "2026-11-01"},
        {"provider": "Apple TV", "access": "buy", "price": "9.99"},
    ]

    assert found("price_without_date", offers=offers) == [("checked_on", "offers", 1)]


def test_offer_over():
    offers = [
        {"provider": "Apple TV", "access": "rent", "until": day}
        for day in ("2026-11-22", "2026-11-21")
    ]

    assert found("offer_over", offers=offers) == [("until", "offers", 1)]


def test_similar_without_link():
    picks = [{"title": "Away", "year": 2006, "film": "away-2006"}, {"title": "Fog", "year": 1930}]

    assert found("similar_without_link", similar_films=picks) == [("film", "similar_films", 1)]
    assert words_of("similar_without_link", similar_films=picks) == [
        "“Fog” leads nowhere: no page here has that title and year."
    ]


def test_similar_without_link_names_the_page_there_is():
    context = Context(TODAY, pages={("fog", 1930): "fog-1930"})

    assert found(
        "similar_without_link", context, similar_films=[{"title": "Fóg", "year": 1930}]
    ) == [("film", "similar_films", 0)]


def test_product_without_link():
    products = [{"name": "A Diary", "url": "https://example.org/"}, {"name": "A Poster"}]

    assert found("product_without_link", products=products) == [("url", "products", 1)]


@pytest.mark.parametrize(
    ("note", "is_faulty"),
    [
        ("One accordion. Here are some notable tracks:\n\nHear it on the radio.", True),
        ("One accordion. Notable pieces:", True),
        ("Here are some notable tracks:\n\n- The Waltz\n- The Song", False),
        ("He said:\n\n“Play it again.”", False),
        ("There is one thing to know:\n\nIt is slow.", False),
        ("One accordion: that is all.", False),
    ],
)
def test_nothing_announced(note, is_faulty):
    places = film("soundtrack_note") if is_faulty else []

    assert found("nothing_announced", soundtrack_note=note) == places


def test_tracks_below_are_what_was_announced():
    tracks = [{"title": "The Mail Boat Waltz"}]

    assert found("nothing_announced", soundtrack_note="Notable pieces:", tracks=tracks) == []


# Videos -------------------------------------------------------------------------------------------


def test_video_missing():
    videos = [
        {"kind": "trailer", "key": "x"},
        {"kind": "clip", "file": "a.webm"},
        {"kind": "bonus"},
    ]

    assert found("video_missing", videos=videos) == [("key", "videos", 2)]


@pytest.mark.parametrize(
    ("title", "description"),
    [
        ("Roy Moore & Jeff Lamp Cold Open – SNL", "Kate Marshall plays Jeff Lamp."),
        ("Ten Facts on Jupiter and Saturn", "With Nadia Komar of the Vienna Observatory."),
    ],
)
def test_video_of_something_else(title, description):
    videos = [{"kind": "bonus", "title": title, "description": description}]

    assert found("video_of_something_else", videos=videos) == [("title", "videos", 0)]


@pytest.mark.parametrize(
    ("title", "description"),
    [
        ("Official Theatrical Trailer (HD)", ""),
        ("The Lamp – Roy Moore Reviews Old Films", "For the Vienna Film Museum."),
        ("Lamp: A Night at the Vienna Film Museum", "Roy Moore introduces it."),
        ("Roy Moore Talks to Ida Sorel in Vienna", ""),
        ("An Evening with Marthe", "Roy Moore at the Vienna Museum."),
        ("Deleted Scene: The Picnic", ""),
        ("How to burn a lighthouse", "Four minutes of test footage, and the fire brigade."),
        ("ランプの予告編", "監督が語る"),
        ("", ""),
    ],
)
def test_video_of_this_film(title, description):
    videos = [{"kind": "bonus", "title": title, "description": description}]

    assert found("video_of_something_else", videos=videos) == []


def test_video_that_names_what_the_synopsis_names():
    videos = [{"title": "Skarn Today: Roy Moore in the Harbour Museum", "description": ""}]

    assert found("video_of_something_else", videos=videos, synopsis="She lives on Skarn.") == []


# Wording ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "She looked at the the boat.",
        "He stayed for for a week.",
        "All of the of the oil was gone.",
        "They said that the boat that the boat was late.",
        "Er kam zum zum Leuchtturm.",
        "Elle ferme la porte et et attend.",
    ],
)
def test_word_twice(words):
    assert found("word_twice", consensus=words) == film("consensus")


@pytest.mark.parametrize(
    "words",
    [
        "He had had enough, and knew that that was it.",
        "What it is is a lamp. She gave her her coat. He came in in the dark.",
        "Again and again and again; step by step by step; on and on and on and never home.",
        "No no no. Very, very old. The The played; so did Duran Duran.",
        "Die Leute, die die Lampe sahen. Eine Rede von von der Leyen. Sie kann nicht nicht lachen.",
        "Nous nous aimons. Vous vous trompez. Piano piano, poco poco.",
        "Yavaş yavaş yürü. Dat dat kan.",
        "The more the merrier. Of the people, by the people, for the people.",
        "Cinéma de del Toro",
    ],
)
def test_word_that_may_stand_twice(words):
    assert found("word_twice", consensus=words) == []


@pytest.mark.parametrize(
    "words",
    [
        "It is intolerable not to be to able blame someone.",
        "She was to able see it.",
        "He is able of everything.",
        "That was a the boat.",
        "It stood at the of the rock.",
        "He came in to order to mend it.",
    ],
)
def test_words_garbled(words):
    assert found("words_garbled", quotes=[{"text": words}]) == [("text", "quotes", 0)]


@pytest.mark.parametrize(
    "words",
    [
        "She would be able to see it, and they could of course leave.",
        "He wants to talk to able people. The order is to able seamen.",
        "An a cappella choir; the a priori view.",
        "He is to blame. Give it to a friend of the man from the island.",
        "The might of the sea. Where she is able, she goes too.",
    ],
)
def test_words_in_order(words):
    assert found("words_garbled", quotes=[{"text": words}]) == []


# Marks --------------------------------------------------------------------------------------------


def test_quotation_not_closed():
    words = "“The sea keeps no diary."

    assert found("quotation_not_closed", trivia=[{"text": words}]) == [("text", "trivia", 0)]
    assert found("quotation_not_closed", trivia=[{"text": words + "”"}]) == []


def test_quotation_never_opened_says_so():
    assert words_of("quotation_not_closed", consensus="The sea keeps no diary” he said.") == [
        "The quotation mark ” was never opened: “sea keeps no diary” he said.”."
    ]


def test_bracket_not_closed():
    assert found("bracket_not_closed", consensus="A film (of 1931.") == film("consensus")
    assert found("bracket_not_closed", consensus="A film (of 1931).") == []


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("A lamp  and a rock.", film("synopsis")),
        ("A lamp,  \nand a rock.", []),  # a line break of Markdown
        ("- a lamp\n  - a wick", []),
    ],
)
def test_spaces_doubled(words, places):
    assert found("spaces_doubled", synopsis=words) == places


@pytest.mark.parametrize(
    "words", ["A **bold** film.", "See [here](https://example.org).", "<b>Bold</b>", "Tom &amp; Jo"]
)
def test_markup_shown_raw_in_a_plain_text(words):
    assert found("markup_shown_raw", consensus=words) == film("consensus")


@pytest.mark.parametrize(
    "words",
    [
        "A ** bold** film.",
        "See [here] (https://example.org) and **there.",
        "An <em>old</em> film.",
        "| a | b |\n|---|---|",
        "###No space",
    ],
)
def test_markup_shown_raw_in_markdown(words):
    assert found("markup_shown_raw", synopsis=words) == film("synopsis")


@pytest.mark.parametrize(
    "changes",
    [
        {"synopsis": "### A heading\n\n**Bold**, *thin*, [a link](https://example.org/a_(b))."},
        {"badly_explained": "Woman minds a lamp. **The sea does not.**"},
        {"consensus": "Five stars: ***** or *** of 5. 1 < 2 > 0. AT&T; #1."},
        {"synopsis": "#1 with critics. A < b."},
    ],
)
def test_marks_that_are_meant(changes):
    assert found("markup_shown_raw", **changes) == []


# Links --------------------------------------------------------------------------------------------


def test_link_dead():
    dead = "https://example.org/gone"
    context = Context(TODAY, links={dead: "Not found (404)"})
    changes = {
        "scores": [SCORE, SCORE | {"url": dead}],
        "synopsis": f"See [here]({dead}), and not <{dead}/else>.",
    }

    assert found("link_dead", context, **changes) == [("url", "scores", 1), ("synopsis", "", None)]
    assert found("link_dead", CONTEXT, **changes) == []
