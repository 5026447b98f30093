"""Working copies: a live page goes on saying what it says while it is being rewritten.

A working copy is a film of its own with ``draft_of`` set, so that form, preview and rows work with
it as with any other. It has no address and no history: both are its page's.
"""

from datetime import datetime, timedelta
from itertools import zip_longest
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from films.choices import FilmStatus
from films.document import dump, load
from films.document_fields import BLOCKS, EDITORIAL, related_name
from films.models import Film


def edited(film: Film) -> Film:
    """Return what an editor of this page works on: its working copy, or the film itself.

    Costs one query.
    """
    if film.draft_of_id:
        return film
    return Film.objects.filter(draft_of=film).select_related("draft_of").first() or film


def held(film: Film) -> Film | None:
    """Return what is edited of a page as it is now, the page locked till the transaction ends."""
    main = Film.objects.select_for_update().filter(pk=film.main.pk).first()
    return edited(main) if main else None


def is_needed(film: Film) -> bool:
    """Say whether to save this film would change what visitors see now."""
    return film.is_live and film.draft_of_id is None


@transaction.atomic
def begin(film: Film) -> Film:
    """Return the working copy of a page, made now if there is none yet."""
    # The film's row is the lock: of two editors who begin at once, both get the same copy.
    main = Film.objects.select_for_update().get(pk=film.pk)
    if (copy := edited(main)) != main:
        return copy
    copy = Film(draft_of=main, author=main.author, status=FilmStatus.DRAFT)
    return load(words_of(main), copy)


def row_numbers(film: Film, copy: Film) -> dict[type[models.Model], dict[str, str]]:
    """Return, for each table of rows, which row of a fresh copy stands for which of its film.

    Keys and values are primary keys as a form sends them; one query a table and film.
    """
    found: dict[type[models.Model], dict[str, str]] = {}
    for model, _columns in BLOCKS.values():
        pairs = zip_longest(*(_keys(page, model) for page in (film, copy)), fillvalue=0)
        found[model] = {str(old): str(new) for old, new in pairs}
    return found


def _keys(film: Film, model: Any) -> list[int]:
    return list(getattr(film, related_name(model)).values_list("pk", flat=True))


def words_of(film: Film) -> dict[str, Any]:
    """Return the document of a page without its address, state and date."""
    return {name: value for name, value in dump(film).items() if name not in EDITORIAL}


def says_the_same(copy: Film) -> bool:
    """Say whether a working copy would change nothing of its page."""
    main = copy.main
    same_address = copy.next_slug in (None, main.slug)
    return same_address and copy.author_id == main.author_id and words_of(copy) == words_of(main)


def drop_untouched(now: datetime | None = None) -> int:
    """Delete the copies that change nothing, left by forms that were refused and then closed.

    Looks at drafts begun within the last day, an hour after they were touched; returns how many.
    """
    now = now or timezone.now()
    idle = Film.objects.filter(
        draft_of__isnull=False,
        status=FilmStatus.DRAFT,
        go_live_at=None,
        created_at__gt=now - timedelta(days=1, hours=1),
        updated_at__lt=now - timedelta(hours=1),
    )
    return sum(_drop(copy, idle) for copy in idle.select_related("draft_of"))


@transaction.atomic
def _drop(seen: Film, idle: models.QuerySet[Film]) -> bool:
    held(seen)  # so that nobody saves into it between the look and the deletion
    copy = idle.select_related("draft_of").filter(pk=seen.pk).first()
    if copy is None or not says_the_same(copy):
        return False
    copy.delete()
    return True
