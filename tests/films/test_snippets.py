import pytest

from films.snippets import cut_description, cut_title


def test_title_that_fits_is_whole():
    assert cut_title("Sherlock Jr. (1924): plot, cast, quotes") == (
        "Sherlock Jr. (1924): plot, cast, quotes"
    )


def test_title_is_cut_at_a_word():
    assert cut_title("W" * 20 + " " + "w" * 20) == "W" * 20 + " …"


@pytest.mark.parametrize(("title", "kept"), [("i" * 200, 111), ("m" * 200, 33), ("題" * 200, 29)])
def test_title_is_cut_by_the_width_of_its_letters(title, kept):
    assert cut_title(title) == f"{title[:kept]} …"


def test_description_is_cut_after_160_characters():
    assert cut_description("a" * 160) == "a" * 160
    assert cut_description("word " * 40) == ("word " * 31).strip() + " …"
    assert len(cut_description("a" * 161)) == 161
