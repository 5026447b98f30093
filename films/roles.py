"""The groups of the staff and their rights.

A right here is what Django's permissions can say: a kind of thing and what may be done with it.
That a writer changes their own drafts only is asked of each film where it is changed.
"""

from collections.abc import Iterable

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q

from films.models import PageBlock

WRITER, EDITOR, MODERATOR = "writer", "editor", "moderator"
# What a writer makes besides films: no list that belongs to the whole site, and nothing is deleted.
WRITERS_NOUNS = ("film", "image", "person", "tag")
# An editor speaks for the site (answers reviews, picks them) and says from when on a film may be
# rated. What is published is for moderators to decide.
EDITORS_REVIEW_RIGHTS = ("reply_review", "view_filmrating", "add_filmrating", "change_filmrating")


@transaction.atomic
def ensure_roles() -> None:
    """Make the three groups with their rights; rights that an administrator has added stay."""
    give(WRITER, writers_rights())
    give(
        EDITOR,
        Permission.objects.filter(
            Q(content_type__app_label="films")
            | Q(content_type__app_label="reviews", codename__in=EDITORS_REVIEW_RIGHTS)
        ),
    )
    give(
        MODERATOR,
        Permission.objects.filter(Q(content_type__app_label="reviews") | Q(codename="view_film")),
    )


def writers_rights() -> Iterable[Permission]:
    """Return the rights to write drafts: films, their rows, people, tags and pictures."""
    rows = [
        model._meta.model_name
        for model in apps.get_app_config("films").get_models()
        if issubclass(model, PageBlock)
    ]
    codenames = [f"{verb}_{noun}" for noun in WRITERS_NOUNS for verb in ("add", "change")]
    codenames += [f"{verb}_{row}" for row in rows for verb in ("add", "change", "delete")]
    return Permission.objects.filter(content_type__app_label="films").filter(
        Q(codename__in=codenames) | Q(codename__startswith="view_")
    )


def give(role: str, rights: Iterable[Permission]) -> None:
    """Make sure that a group exists and has at least these rights."""
    group, _ = Group.objects.get_or_create(name=role)
    group.permissions.add(*rights)
