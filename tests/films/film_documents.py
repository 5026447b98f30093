"""Film documents for property tests, with all that makes a text page hard to read."""

from hypothesis import strategies as st

from films.choices import Access, Job, ProductKind, ScoreSource, TagKind, VideoKind, WarningLevel

# Words that mean something in a text page, alone and inside others.
NASTY = [
    "🎬 Cast & Characters", "💥 Everything Reviews", "💰Box Office", "FAQ", "Personal Review",
    "Who would enjoy:", "Awards", "Overall Consensus: none", "Trailer", "Rating: 8/10",
    "Professional Reviews", "Audience Reactions", "Q: why", "A: because", "N/A", "DVD", "listen",
    "- a bullet", "* star", "### Heading", "## Two", "> quoted", "\\", "\\-", "\\:", "a\\,b", "?",
    "Who are you?", "(1999)", "(John Hawkes)", "(rent)", "(Poster)", "(Documentary): x", "): ",
    ": ", " : ", "A: B: C", " – ", " - ", "–", "“", "”", "“half", "half”", "“whole” – more", '"',
    '"straight"', "„low“", "«angle»", "severe", "severe: much", "nominated",
    ", nominated", "- 1999",
    "Netflix", "Buy or rent it on Apple TV.", "It left Netflix.", "On Blu-ray and DVD.",
    "Hear it on Apple Music.", "Here are some notable tracks:", "Line one\nline two",
    "Para one.\n\nPara two", "Heading-like\n\nA sentence.", "- one\n- two", "    code", "a\n    b",
    "If you enjoyed Life, you might like these similar films:", "Soundtrack", "a book", "…",
    "There are no reviews yet. Be the first one to write one.", "(", ")", "((", "x (y (z))",
    "⭐ Awards", "⚠️ Spoilers and Ending Explained", "Mark O’Brien", "Dr. Strangelove: Or",
    "Los Angeles Times", "Kill Bill: Vol. 1", "مرحبا", "千と千尋", "👩‍🚀 in space",
    "é e\u0301", "\ufdd0",
    "\N{NO-BREAK SPACE}", "tab\there", "\r\nwindows", "\u2028",
]  # fmt: skip
_pieces = st.one_of(st.sampled_from(NASTY), st.text(max_size=12))
texts = st.lists(_pieces, max_size=4).map(" ".join) | st.lists(_pieces, max_size=4).map("\n".join)
lines = st.lists(_pieces, max_size=3).map(" ".join)


def _rows(**fields: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(st.fixed_dictionaries({}, optional=fields), max_size=3)


people = st.fixed_dictionaries({"name": lines})
years = st.integers(1860, 2210)
documents = st.fixed_dictionaries(
    {"title": lines},
    optional={
        "year": years,
        "runtime": st.integers(0, 70_000),
        "badly_explained": lines,
        "synopsis": texts,
        "ending": texts,
        "personal_review": texts,
        "personal_rating": st.integers(0, 11),
        "consensus": texts,
        "watch_note": texts,
        "soundtrack_note": texts,
        "currency": st.sampled_from(["USD", "EUR", "SEK", "JPY", "CAD"]),
        "budget": st.integers(0, 10**15),
        "gross_domestic": st.integers(0, 10**10),
        "gross_worldwide": st.integers(0, 10**10),
        "tags": _rows(
            kind=st.sampled_from(TagKind.values),
            name=lines,
            level=st.sampled_from(["", *WarningLevel.values]),
            detail=lines,
        ),
        "credits": _rows(
            person=people,
            job=st.sampled_from([*Job.values, "actor", "actor"]),
            character=lines,
            description=lines,
        ),
        "scores": st.lists(
            st.fixed_dictionaries(
                {
                    "source": st.sampled_from(ScoreSource.values),
                    "value": st.decimals(0, 120, places=2).map(str),
                    "best": st.sampled_from(["5", "10", "100", "10.00"]),
                },
                optional={"votes": st.integers(0, 3_000_000_000)},
            ),
            unique_by=lambda row: row["source"],
        ),
        "videos": _rows(kind=st.sampled_from(VideoKind.values), title=lines, description=texts),
        "quotes": _rows(text=texts, speaker=lines, context=texts),
        "press_reviews": _rows(publication=lines, critic=lines, excerpt=texts, summary=texts),
        "audience_reactions": _rows(claim=texts, explanation=texts),
        "awards": _rows(body=lines, category=lines, year=years, won=st.booleans(), recipient=lines),
        "trivia": _rows(text=texts, source=lines),
        "offers": _rows(
            provider=st.one_of(st.none(), lines, st.sampled_from(["Netflix", "Apple TV"])),
            access=st.sampled_from(Access.values),
        ),
        "similar_films": _rows(title=lines, year=years, reason=texts),
        "products": _rows(kind=st.sampled_from(["", *ProductKind.values]), name=lines, pitch=texts),
        "tracks": _rows(title=lines, artist=lines, note=lines),
        "faqs": _rows(question=lines, answer=texts),
    },
)
