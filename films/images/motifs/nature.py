"""Motifs of nature: sun, moon, fire, mountains and water."""

from films.images.palettes import Palette, darker
from films.images.shapes import Circle, Path, Point, Rect, Shape, Turned, polygon, trace


def moon(height: float, colours: Palette, seed: int) -> list[Shape]:
    """The moon among stars, and something in its eye."""
    x, y, radius = 316, height * 0.5, min(height * 0.44, 262)
    shapes: list[Shape] = [
        Circle(
            (star * 229 + 31) % 600,
            (star * star * 67 + star * 41 + 17) % max(1, int(height)),
            2 + star % 3,
            colours.ink,
        )
        for star in range(26)
    ]
    shapes.append(Circle(x, y, radius, colours.ink))
    craters = (
        (-0.48, 0.42, 0.17, colours.tone),
        (0.1, 0.66, 0.1, colours.tone),
        (-0.52, -0.3, 0.12, colours.ground),
        (-0.12, -0.62, 0.09, colours.tone),
    )
    for across, down, size, fill in craters:
        shapes.append(Circle(x + radius * across, y + radius * down, radius * size, fill))
    smile = (
        trace("M", x - radius * 0.34, y + radius * 0.3)
        + trace("Q", x + radius * 0.02, y + radius * 0.52, x + radius * 0.36, y + radius * 0.26)
        + trace("Q", x + radius * 0.02, y + radius * 0.4, x - radius * 0.34, y + radius * 0.3, "z")
    )
    rocket = Turned(_rocket(radius, colours), x + radius * 0.34, y - radius * 0.24, 38)
    return [*shapes, Path(smile, colours.ground), rocket]


def _rocket(radius: float, colours: Palette) -> tuple[Shape, ...]:
    half, foot = radius * 0.13, -radius * 0.06
    nose = trace("M", -half, foot, "Q", 0, radius * 0.16, half, foot, "z")
    return (
        Circle(0, 0, radius * 0.15, colours.ground),
        Rect(-half, -radius * 0.78, radius * 0.26, radius * 0.72, colours.spark),
        Path(nose, colours.spark),
        Rect(-half, -radius * 0.6, radius * 0.26, 9, colours.ground),
        Rect(-radius * 0.18, -radius * 0.8, radius * 0.36, 14, colours.ground),
    )


def sunrise(height: float, colours: Palette, seed: int) -> list[Shape]:
    """The sun over water that carries its light in bars."""
    horizon = height * 0.56
    shapes: list[Shape] = [
        Circle(300, horizon, height * 0.36, colours.spark),
        Rect(0, horizon, 600, height * 0.5, colours.ground),
    ]
    y = height * 0.6
    for bar in range(7):
        width, thick = 520 - bar * 58, 9 + bar * 2.6
        shift = 24 if bar % 2 else -18
        fill = colours.ink if bar % 2 else colours.tone
        shapes.append(Rect(300 - width / 2 + shift, y, width, thick, fill))
        y += thick * 2.1
    return shapes


def flames(height: float, colours: Palette, seed: int) -> list[Shape]:
    """Tongues of fire, the hottest in front."""
    tongues = (
        (60, 220, 0.74, colours.tone),
        (300, 260, 0.95, colours.tone),
        (540, 220, 0.7, colours.tone),
        (150, 180, 0.66, colours.ink),
        (450, 190, 0.72, colours.ink),
        (300, 200, 0.78, colours.spark),
        (70, 120, 0.42, colours.spark),
        (530, 120, 0.4, colours.spark),
        (300, 96, 0.46, colours.ground),
    )
    return [_flame(x, width, share, height, fill) for x, width, share, fill in tongues]


def _flame(x: float, width: float, share: float, height: float, fill: str) -> Path:
    tip, tall = height * (1 - share), height * share
    left = (
        *(x - width * 0.62, height * 0.72),
        *(x - width * 0.05, tip + tall * 0.45),
        *(x + width * 0.04, tip),
    )
    right = (
        *(x + width * 0.3, tip + tall * 0.4),
        *(x + width * 0.64, height * 0.74),
        *(x + width / 2, height),
    )
    return Path(trace("M", x - width / 2, height, "C", *left, "C", *right, "z"), fill)


def peaks(height: float, colours: Palette, seed: int) -> list[Shape]:
    """Two mountains, snow on the higher, and gold at their feet."""

    def mass(fill: str, *points: Point) -> Path:
        return polygon([(x, y * height) for x, y in points], fill)

    snow = ((390, 0.16), (303, 0.43), (350, 0.4), (386, 0.5), (430, 0.41), (482, 0.43))
    nuggets = [
        Circle(60 + nugget * 80, height * 0.93 - (nugget * 37) % 40, 15, colours.spark)
        for nugget in range(7)
    ]
    return [
        Circle(170, height * 0.27, height * 0.15, colours.spark),
        mass(colours.tone, (-80, 1), (170, 0.36), (420, 1)),
        mass(darker(colours.ground, 0.35), (120, 1), (390, 0.16), (680, 1)),
        mass(colours.ink, *snow),
        *nuggets,
    ]


def hills(height: float, colours: Palette, seed: int) -> list[Shape]:
    """Two rolling hills under a low sun."""

    def hill(start: float, crest: tuple[float, ...], end: float) -> str:
        x, y, dip_x, dip_y = crest
        return (
            trace("M", -10, height, "V", height * start)
            + trace("Q", x, height * y, dip_x, height * dip_y)
            + trace("T", 620, height * end, "V", height, "z")
        )

    return [
        Circle(430, height * 0.3, height * 0.19, colours.spark),
        Path(hill(0.6, (150, 0.34, 330, 0.62), 0.5), colours.tone),
        Path(hill(0.82, (200, 0.6, 380, 0.8), 0.72), colours.ink),
    ]


def waves(height: float, colours: Palette, seed: int) -> list[Shape]:
    """The open sea, and the sun over it."""
    sun = Circle(420, height * 0.2, height * 0.16, colours.spark)
    return [sun, *swell(height, height * 0.2, colours)]


def rockpool(height: float, colours: Palette, seed: int) -> list[Shape]:
    """Still water that begins half-way down."""
    sun = Circle(420, height * 0.2, height * 0.16, colours.spark)
    return [sun, *swell(height, height * 0.46, colours)]


def swell(height: float, top: float, colours: Palette) -> list[Shape]:
    """Rows of waves from `top` down, each row taller than the one behind it."""
    shapes: list[Shape] = []
    y, row = top, 0
    while y < height:
        outline = trace("M", -40, y)
        for crest in range(9):
            outline += trace("q", 40, -30 if (crest + row) % 2 else 30, 80, 0)
        outline += trace("V", height + 5, "H", -40, "z")
        shapes.append(Path(outline, colours.tone if row % 7 % 2 else colours.ink))
        y += 36 + row * 7
        row += 1
    return shapes


def falls(height: float, colours: Palette, seed: int) -> list[Shape]:
    """A waterfall in ribbons."""
    ground, ink, spark, tone = colours.ground, colours.ink, colours.spark, colours.tone
    water = (ink, ground, tone, ink, spark, ground)
    shapes: list[Shape] = [
        Rect(0, 0, 600, height * 0.3, tone),
        Circle(430, height * 0.16, height * 0.11, spark),
    ]
    for ribbon in range(20):
        top = height * 0.3 - (ribbon * 11) % 17
        length = height * (0.5 + ((ribbon * 7) % 9) * 0.05)
        shapes.append(Rect(ribbon * 30, top, 30.5, length, water[(ribbon * 5) % 6]))
    return [*shapes, Rect(0, height * 0.93, 600, height * 0.07, tone)]
