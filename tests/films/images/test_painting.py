"""The same sheets as pixels."""

import io

import pytest
from PIL import Image

from films.images import painting
from films.images.outlines import area, flatten
from films.images.painting import paint
from films.images.poster_png import render_poster
from films.images.shapes import Circle, Drawing, Letters, Panel, Path, Rect, Stroke, Turned
from films.images.social_card import render_card

FACTS = {"year": 2012, "director": "Ben Lewin", "genre": "romance", "variant": 1}
WHITE, RED, BLACK = (255, 255, 255), (255, 0, 0), (0, 0, 0)


def painted(*shapes):
    ground = Rect(0, 0, 100, 100, "#FFFFFF")
    return paint(Drawing(100, 100, (ground, *shapes)), width=100)


def opened(content):
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize(
    ("outline", "points"),
    [
        ("M0 0L4 0L4 4z", [(0, 0), (4, 0), (4, 4)]),
        ("M0 0 4 0 4 4Z", [(0, 0), (4, 0), (4, 4)]),
        ("M1 1V5H-2z", [(1, 1), (1, 5), (-2, 5)]),
    ],
)
def test_flatten_straight_lines(outline, points):
    assert flatten(outline) == [points]


@pytest.mark.parametrize(
    ("outline", "end", "half_way"),
    [
        ("M0 0Q5 10 10 0", (10, 0), (5, 5)),
        ("M2 0q5 10 10 0", (12, 0), (7, 5)),
        ("M0 0C0 8 10 8 10 0", (10, 0), (5, 6)),
        ("M0 0A5 5 0 0 1 10 0", (10, 0), (5, -5)),
        ("M0 0A5 5 0 0 0 10 0", (10, 0), (5, 5)),
    ],
)
def test_flatten_curves(outline, end, half_way):
    points = flatten(outline)[0]
    assert points[-1] == pytest.approx(end)
    assert points[len(points) // 2] == pytest.approx(half_way)


def test_flatten_smooth_curve_mirrors_the_one_before():
    points = flatten("M0 0Q5 10 10 0T20 0")[0]
    assert min(y for _x, y in points) == pytest.approx(-5)


def test_area_tells_the_way_round():
    assert (area([(0, 0), (4, 0), (4, 4)]), area([(4, 4), (4, 0), (0, 0)])) == (8, -8)


@pytest.mark.parametrize(
    ("shape", "inside", "outside"),
    [
        (Circle(50, 50, 20, "#FF0000"), (50, 65), (65, 65)),
        (Rect(10, 20, 30, 40, "#FF0000"), (39, 59), (41, 61)),
        (Path("M10 10L90 10L90 90z", "#FF0000"), (80, 20), (20, 80)),
        (Path("M0 0L90 0L90 90L0 90zM30 30L30 60L60 60L60 30z", "#FF0000"), (20, 20), (45, 45)),
        (Stroke("M10 50L60 50", "#FF0000", 10), (30, 53), (63, 50)),
        (Stroke("M10 50L60 50", "#FF0000", 10, is_round=True), (63, 50), (67, 50)),
        (Turned((Rect(0, 0, 40, 4, "#FF0000"),), 50, 50, 90), (48, 80), (80, 52)),
        (Panel((Rect(0, 0, 90, 90, "#FF0000"),), 20, 50, 30), (30, 40), (30, 60)),
        (Letters("I", 40, 90, 100, "#FF0000"), (49, 50), (60, 50)),
    ],
)
def test_paint_puts_the_shape_in_its_place(shape, inside, outside):
    picture = painted(shape)
    assert (picture.getpixel(inside), picture.getpixel(outside)) == (RED, WHITE)


def test_paint_leaves_out_a_line_that_no_font_has(monkeypatch):
    monkeypatch.setattr(painting, "SYSTEM_FONTS", ("no-such-font.ttf",))
    assert painted(Letters("七", 0, 90, 90, "#000000")).getcolors() == [(10_000, WHITE)]


def test_render_poster_is_a_png_of_the_sheet():
    picture = opened(render_poster("The Sessions", **FACTS, motif="overlap"))
    assert (picture.format, picture.size) == ("PNG", (600, 900))
    assert picture.convert("RGB").getpixel((5, 5)) == (178, 39, 59)


def test_render_poster_twice_is_the_same():
    assert render_poster("Up", **FACTS, width=60) == render_poster("Up", **FACTS, width=60)


@pytest.mark.parametrize("title", ["The Sessions", "", "كفرناحوم", "龍" * 364])
def test_render_card_of_any_title(title):
    card = opened(render_card(title, **FACTS, site_name="Marquee"))
    assert (card.format, card.size) == ("JPEG", (1200, 630))


def test_render_card_hangs_the_poster_at_the_left():
    poster = io.BytesIO()
    Image.new("RGB", (80, 120), "#00FF00").save(poster, "WEBP", lossless=True)
    card = opened(render_card("Up", **FACTS, site_name="Marquee", picture=poster))
    assert card.getpixel((200, 300))[1] > 240
    assert card.getpixel((430, 300))[1] < 60


def test_render_card_shows_the_score():
    without = render_card("Up", **FACTS, site_name="Marquee")
    assert render_card("Up", **FACTS, site_name="Marquee", score="8.4 / 10") != without
