"""Pictures of films and people as <img>, with sizes to choose from and no inline style."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from films.models import Film, Image, Person

register = template.Library()

NO_PICTURE = SafeString('<span class="poster"></span>')


@register.simple_tag
def poster(film: Film, *, sizes: str = "12rem", eager: bool = False, named: bool = False) -> str:
    """Print the film's poster, drawn when it has none; ``named`` gives it a text alternative.

    In a card the title stands beside the picture, so there the alternative is left empty.
    """
    if film.poster:
        alt = (film.poster.alt or gettext("Poster of %(title)s") % {"title": film}) if named else ""
        return _img(film.poster, "poster", alt, sizes, eager=eager)
    if not film.slug:
        return NO_PICTURE
    alt = gettext("Typographic poster for %(title)s") % {"title": film.title} if named else ""
    return format_html(
        '<img class="poster" src="{}?v={}" width="400" height="600" alt="{}"{}>',
        reverse("films:film_poster", args=[film.slug]),
        film.version,
        alt,
        _loading(eager=eager),
    )


@register.simple_tag
def portrait(
    person: Person, *, sizes: str = "12rem", eager: bool = False, named: bool = False
) -> SafeString:
    """Print the person's photograph, or their initials where there is none; as ``poster``."""
    if person.portrait:
        alt = (person.portrait.alt or person.name) if named else ""
        return _img(person.portrait, "portrait", alt, sizes, eager=eager)
    alt = gettext("Initials of %(name)s") % {"name": person.name} if named else ""
    return format_html(
        '<img class="portrait" src="{}" width="400" height="500" alt="{}"{}>',
        reverse("films:person_portrait", args=[person.slug]),
        alt,
        _loading(eager=eager),
    )


@register.simple_tag
def picture(image: Image, *, css: str = "", sizes: str = "100vw", alt: str | None = None) -> str:
    """Print a picture at its own proportions; ``alt`` replaces the picture's own words."""
    return _img(image, css, image.alt if alt is None else alt, sizes, eager=False)


def _img(image: Image, css: str, alt: str, sizes: str, *, eager: bool) -> SafeString:
    return format_html(
        '<img class="{}" src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}"'
        ' data-fx="{}" data-fy="{}"{}>',
        css,
        image.url_for(400),
        image.srcset(),
        sizes,
        image.width,
        image.height,
        alt,
        _tenth(image.focal_x),
        _tenth(image.focal_y),
        _loading(eager=eager),
    )


def _tenth(percent: int) -> int:
    """Return the nearest focal point that the stylesheet knows: 0, 10, 20 … 100."""
    return (percent + 5) // 10 * 10


def _loading(*, eager: bool) -> SafeString:
    return SafeString(' fetchpriority="high"' if eager else ' loading="lazy" decoding="async"')
