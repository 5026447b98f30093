"""Nothing that only the desk knows shows on a public page, nor counts there."""

import re
from html import unescape

import pytest
from django.core.cache import cache
from django.db import models
from django.test import Client

from films import autosaves, previews, working_copies
from films.choices import Job
from films.models import Collection, Film
from films.models.line_field import LineField
from films.models.prose_field import ProseField
from tests.factories import (
    add_row_of_each,
    make_draft,
    make_full_film,
    make_person,
    make_tag,
    make_user,
)
from tests.reviews.rows import add_review

pytestmark = pytest.mark.django_db

MARK = "Zqxmark"
STARTS = (
    *("/", "/films/", "/people/", "/tags/", "/quotes/", "/collections/", "/about/"),
    *("/sitemap.xml", "/robots.txt", "/feeds/films.atom", "/search/?q=filmed"),
    *("/search/suggest/?q=fi", f"/search/?q={MARK}", f"/search/suggest/?q={MARK}"),
)
LINK = re.compile(r'(?:(?:href|src|action|content)="|<loc>)([^"<>]+)')
# Made anew whenever a form is drawn.
ONLY_ONCE = re.compile(r'name="(?:csrfmiddlewaretoken|idempotency_key|issued)" value="[^"]*"')
# Words that another rule than their length holds for.
NOT_FREE = {"currency", "imdb_id", "wikidata_id", "poster_palette", "poster_motif", "status"}


def test_nothing_of_the_desk_shows_or_counts_where_visitors_look(settings):
    film = make_full_film(rows=2, title="Filmed", year=1999, author=make_user("ann"))
    add_review(film)
    shown = Collection.objects.create(title="Shown", published=True)
    shown.items.create(film=film)
    before = crawled(settings.SITE_URL)

    fill_the_desk(film, shown)
    after = crawled(settings.SITE_URL)

    told = {path for path, text in after.items() if MARK in text} - set(STARTS)
    assert (len(before) > 50, told) == (True, set())
    assert {path for path in {**before, **after} if before.get(path) != after.get(path)} == set()


def fill_the_desk(film: Film, shown: Collection) -> None:
    """Make all that visitors must not see, each with the mark in its words."""
    public = set(Film.objects.published().values_list("pk", flat=True))
    copy = working_copies.begin(film)
    add_row_of_each(copy, first=50, rows=2)
    draft = make_draft(title=f"{MARK} draft", slug="unseen-1999")
    add_row_of_each(draft, first=80, rows=1)
    Film.objects.published().exclude(pk__in=public).delete()  # come with the rows, and are seen
    for page in (copy, draft):
        mark(page)
        page.credits.create(
            person=make_person(f"{MARK} person {page.pk}"), job=Job.ACTOR, character=MARK
        )
        page.film_tags.create(tag=make_tag(f"{MARK} tag {page.pk}"), position=99)
        shown.items.create(film=page)
    Collection.objects.create(title=f"{MARK} list").items.create(film=film)
    Film.objects.filter(pk=film.pk).update(notes=MARK)
    bob = make_user("bob")
    autosaves.keep(autosaves.new_mark(editor=bob, film=film), [("title", MARK)])
    previews.keep_sheet(film, by=bob, document={"title": MARK}, html=MARK, path="/films/x/")
    previews.make_link(film, by=bob)


def mark(film: Film) -> None:
    """Write the mark into every free text of a film and of its rows."""
    tables = [relation.related_model for relation in film._meta.related_objects]
    rows = [
        row
        for model in tables
        if model.__module__.startswith("films.models") and hasattr(model, "position")
        for row in model.objects.filter(film=film)
    ]
    for row in [film, *rows]:
        for field in row._meta.fields:
            if is_free(field):
                words = f"{MARK} {row.pk} {field.name}"[: field.max_length or 60]
                type(row).objects.filter(pk=row.pk).update(**{field.name: words})


def is_free(field: models.Field) -> bool:
    is_text = type(field) in (LineField, ProseField) and not field.choices
    return is_text and field.name not in NOT_FREE and (field.max_length or 60) >= 60


def crawled(site: str) -> dict[str, str]:
    """Return what a visitor gets at each address that leads from page to page."""
    cache.clear()
    visitor, found, waiting = Client(), {}, list(STARTS)
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        response = visitor.get(path)
        text = response.getvalue().decode(errors="replace")
        found[path] = f"{response.status_code} {ONLY_ONCE.sub('', text)}"
        if "image/" not in response.headers.get("Content-Type", ""):
            waiting += addresses_in(text, site)
    return found


def addresses_in(text: str, site: str) -> list[str]:
    links = (unescape(link).partition("#")[0].removeprefix(site) for link in LINK.findall(text))
    left_out = r"/(?!/|static/|media/|admin/|quotes/random|films/[^/]+/(?:card|poster))"
    return [link for link in links if re.match(left_out, link)]
