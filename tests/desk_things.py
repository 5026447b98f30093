"""One of everything that the desk has an address for, and the arguments of each address."""

from io import BytesIO
from typing import Any

from django.contrib.auth.models import AbstractUser, Group
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from films import autosaves, deletions, previews, working_copies
from films.choices import EventVerb, FilmStatus, RevisionKind
from films.events import note
from films.importers import batches
from films.importers.sources import Sent
from films.merging.joining import merge
from films.models import (
    Collection,
    Film,
    LinkCheck,
    MissedSearch,
    PossibleDouble,
    Redirect,
)
from films.revisions import record
from reviews import moderation
from reviews.models import BlockPhrase, ModerationEvent, OutgoingMail, Storm
from tests.factories import make_film, make_image, make_person, make_provider, make_tag, make_user
from tests.reviews.rows import FIRST_AT, add_review

PER_MODEL = ("changelist", "add", "history", "delete", "change")
PENDING = {"status": "pending", "hold_reason": "link", "queued_at": FIRST_AT, "published_at": None}
PAGE = "🎯 Quick Overview\n- Director: Ben Lewin\n- Release year: 2012\n"


def desk_addresses() -> list[str]:
    """Return the names of all addresses of the desk; those without a name only lead elsewhere."""
    [desk] = [one for one in get_resolver().url_patterns if getattr(one, "app_name", "") == "admin"]
    return [name for name in _names(desk) if name]


def _names(resolver: URLResolver) -> list[str | None]:
    found: list[str | None] = []
    for pattern in resolver.url_patterns:
        found += [pattern.name] if isinstance(pattern, URLPattern) else _names(pattern)
    return found


def address(name: str, things: dict[str, Any]) -> str:
    """Return an address of the desk, of the thing there is one of."""
    for arguments in ARGUMENTS.get(name, _usual(name)), [], ["film"]:
        try:
            return reverse(f"admin:{name}", args=[things[one] for one in arguments])
        except Exception:  # the next guess fits
            continue
    raise AssertionError(f"say in ARGUMENTS what {name} is asked for")


def _usual(name: str) -> list[str]:
    model, _, page = name.rpartition("_")
    return [model.partition("_")[2]] if page in ("history", "delete", "change") else []


# What stands in an address that is no page of one model's admin, nor asks for a film.
ARGUMENTS: dict[str, list[str]] = {
    "view_on_site": ["content_type", "film"],
    "app_list": ["app"],
    "auth_user_password_change": ["user"],
    "films_revision_restore": ["revision"],
    "films_deletion_recover": ["deletion"],
    "films_missed_done": ["missedsearch"],
    "films_merge_undo": ["merge"],
    "films_possibledouble_two": ["possibledouble"],
    "films_film_unshare": ["film", "previewlink"],
    "films_film_unsaved": ["autosave_key"],
    "films_import_item": ["importrun", "number"],
    "films_film_export_all": ["form"],
    "films_collection_preview": ["collection"],
    "films_linkcheck_again": ["linkcheck"],
    "films_linkcheck_replace": ["linkcheck"],
    "films_image_thumb": ["image"],
    "films_image_words": ["image"],
    "reviews_review_undo": ["batch"],
    "reviews_review_answer": ["review"],
    "reviews_storm_end": ["storm"],
}
ARGUMENTS |= {f"films_film_sheet{part}": ["key"] for part in ("", "_page", "_poster", "_card")}
ARGUMENTS |= {
    f"films_import_{step}": ["importrun"]
    for step in (
        *("columns", "run", "progress", "go_on", "apply", "undo", "compare"),
        *("discard", "fields", "films"),
    )
}


def make_things(editor: AbstractUser) -> dict[str, Any]:
    """Make one of everything, an editor's; returns what addresses are asked for it by."""
    film = make_film(logline="Words.", slug="walked-1927", author=editor)
    record(film, RevisionKind.SAVE, by=editor)
    working_copies.begin(film)
    people = [make_person("One"), make_person("Another")]
    made: list[Any] = [
        film,
        make_image(),
        people[0],
        make_tag(),
        make_provider(),
        Collection.objects.create(title="Best"),
        batches.begin([Sent("page.txt", BytesIO(PAGE.encode()))], by=editor),
        note(film, EventVerb.MADE, by=editor),
        deletions.delete(make_film(status=FilmStatus.DRAFT), by=editor),
        *merge(make_person("Kept"), [make_person("Gone")], by=editor),
        PossibleDouble.objects.create(kind="person", first_id=people[0].pk, second_id=people[1].pk),
        previews.make_link(film, by=editor),
        previews.keep_sheet(film, by=editor, document={"title": "T"}, html="<p>", path="/films/x/"),
        autosaves.keep(autosaves.new_mark(editor=editor, film=film), [("title", "T")]),
        *_of_the_rest(),
        *_of_the_visitors(film, editor),
        Group.objects.get(name="writer"),
        make_user(),
    ]
    things = {type(row)._meta.model_name: row.pk for row in made}
    rows = {type(row)._meta.model_name: row for row in made}
    return things | {
        "content_type": ContentType.objects.get_for_model(Film).pk,
        "app": "films",
        "revision": film.revisions.first().pk,
        "filmrating": film.pk,
        "key": rows["previewsheet"].key,
        "autosave_key": rows["autosave"].key,
        "number": 1,
        "form": "csv",
        "batch": rows["moderationevent"].batch,
    }


def _of_the_rest() -> list[models.Model]:
    now, today = timezone.now(), timezone.localdate()
    return [
        Redirect.objects.create(old_path="/old/", new_path="/new/"),
        MissedSearch.objects.create(folded="x", words="x", first_on=today, last_on=today),
        LinkCheck.objects.create(url="https://example.org/", due_at=now, seen_at=now),
    ]


def _of_the_visitors(film: Film, moderator: AbstractUser) -> list[Any]:
    review = add_review(film)
    waiting = add_review(film, **PENDING)
    moderation.approve([waiting], by=moderator)
    return [
        review,
        ModerationEvent.objects.filter(batch__isnull=False).first(),
        Storm.objects.create(film=make_film(), began_at=FIRST_AT, reason="Many."),
        BlockPhrase.objects.create(phrase="casino"),
        OutgoingMail.objects.create(kind="digest", due_at=timezone.now()),
    ]
