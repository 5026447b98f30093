import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from films.markdown import Heading, plain, punch_line, render

ALLOWED = {
    *("p", "h3", "h4", "em", "strong", "a", "ul", "ol", "li", "blockquote", "br", "hr", "code"),
}
ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt&colon;alert(1))",
    "[a](data:text/html,x)",
    '[a](https://a.example "x\\" onclick=alert(1)")',
    '![x](x"onerror="alert(1))',
    '<https://a.example/"onmouseover=alert(1)>',
    "### <b onclick=x>h</b>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=x'>",
]


class Collector(HTMLParser):
    """Gathers every element and attribute of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: dict[str, str] = {}

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name: value or "" for name, value in attrs}


def collected(html: str) -> Collector:
    collector = Collector()
    collector.feed(html)
    return collector


@given(st.text() | st.sampled_from(ATTACKS) | st.text(alphabet="<>[](){}*_#`!\"'&;: \na"))
def test_render_lets_nothing_through_but_harmless_elements(text):
    found = collected(render(text).html)

    assert found.tags <= ALLOWED
    assert set(found.attributes) <= {"href", "rel", "id", "start"}
    scheme = re.match(r"[a-z][a-z0-9+.-]*:", found.attributes.get("href", "").lower())
    assert not scheme or scheme[0] in {"http:", "https:", "mailto:"}


def test_render_starts_headings_below_the_section():
    prose = render("# One\n\ntext\n\n## Two\n\n##### Three", "synopsis-")

    assert prose.html == (
        '<h3 id="synopsis-one">One</h3>\n<p>text</p>\n'
        '<h3 id="synopsis-two">Two</h3>\n<h4 id="synopsis-three">Three</h4>'
    )
    assert prose.headings == (Heading("One", "synopsis-one"), Heading("Two", "synopsis-two"))


def test_render_gives_equal_headings_anchors_of_their_own():
    prose = render("### The end\n\n### The *end*\n\n### ???\n\n### !!!", "s-")

    assert [heading.anchor for heading in prose.headings] == [
        "s-the-end",
        "s-the-end-2",
        "s",
        "s-2",
    ]
    assert [heading.text for heading in prose.headings] == ["The end", "The end", "???", "!!!"]


def test_render_marks_links_that_leave():
    assert render("[a](https://a.example/)").html == (
        '<p><a href="https://a.example/" rel="noopener">a</a></p>'
    )


@pytest.mark.parametrize("text", ["", " ", "\n\n\t"])
def test_render_of_nothing_is_nothing(text):
    assert not render(text)


@pytest.mark.parametrize("piece", ["[[", "((", "**a ", "<", "`", "> ", "* ", "a\n", "![["])
def test_render_of_a_hostile_text_takes_no_time(piece):
    text = piece * (20_000 // len(piece))
    start = time.process_time()

    render(text)

    assert time.process_time() - start < 0.5


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Poet takes lessons. **Priest signs.**", ("Poet takes lessons.", "Priest signs.")),
        ("No stars here", ("No stars here", "")),
        ("**All of it**", ("", "All of it")),
        ("In **the** middle", ("In the middle", "")),
        ("", ("", "")),
    ],
)
def test_punch_line_stands_at_the_end(line, parts):
    assert punch_line(line) == parts


def test_render_reads_brackets_as_brackets_when_there_are_too_many():
    text = "[a](https://a.example/) " * 501

    assert "<a" not in render(text).html
    assert render(text[: 24 * 500]).html.count("<a") == 500


def test_plain_keeps_the_words_alone():
    assert (
        plain("# Head\n\nsome *soft*\nwords [here](https://a.example)")
        == "Head some soft words here"
    )
