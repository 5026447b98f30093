"""Drawn posters as PNG, where SVG is not taken: feeds, structured data, downloads."""

import io

from PIL import Image

from films.images.painting import paint
from films.images.posters import poster_drawing

# Four colours and the shades between them at the edges; more would only cost bytes.
SHADES = 96


def render_poster(
    title: str,
    *,
    year: int | None,
    director: str,
    genre: str,
    motif: str = "",
    variant: int | None = None,
    width: int = 600,
) -> bytes:
    """The poster of posters.draw_poster() as a PNG file, 600 x 900 unless `width` differs."""
    drawing = poster_drawing(
        title, year=year, director=director, genre=genre, motif=motif, variant=variant
    )
    picture = paint(drawing, width=width).quantize(SHADES, dither=Image.Dither.NONE)
    output = io.BytesIO()
    picture.save(output, "PNG", optimize=True)
    return output.getvalue()
