"""What was found, kept for the desk; and what somebody has said to be two."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from films.choices import MergeKind
from films.duplicates.people import find_people
from films.duplicates.reasons import Pair
from films.duplicates.tags import find_tags
from films.models import DoubleSearch, PossibleDouble

FINDERS = {MergeKind.PERSON: find_people, MergeKind.TAG: find_tags}


def refresh(kind: MergeKind) -> int:
    """Look for doubles anew and keep what was found; return how many are to be looked at.

    What somebody has said to be two stays two.
    """
    suggestions = FINDERS[kind]()
    with transaction.atomic():
        known = PossibleDouble.objects.filter(kind=kind)
        known.filter(are_two=False).delete()
        parted = set(known.values_list("first_id", "second_id"))
        made = PossibleDouble.objects.bulk_create(
            [
                PossibleDouble(
                    kind=kind,
                    first_id=each.pair[0],
                    second_id=each.pair[1],
                    certainty=each.certainty,
                    reasons=each.reasons,
                )
                for each in suggestions
                if each.pair not in parted
            ],
            ignore_conflicts=True,  # another process may be looking as well
        )
        DoubleSearch.objects.update_or_create(kind=kind, defaults={"searched_at": timezone.now()})
    return len(made)


def refresh_due() -> int:
    """Look for doubles of each kind once a day; return how many pairs were found."""
    return sum(refresh(kind) for kind in FINDERS if _is_due(last_search(kind)))


def last_search(kind: MergeKind) -> datetime | None:
    """Return when doubles of this kind were last looked for."""
    return DoubleSearch.objects.filter(kind=kind).values_list("searched_at", flat=True).first()


def _is_due(last: datetime | None) -> bool:
    return last is None or timezone.localdate(last) < timezone.localdate()


@transaction.atomic
def say_two(kind: MergeKind, pair: Pair, *, by: User | None) -> None:
    """Remember that two are two, so that nobody is asked again."""
    first, second = sorted(pair)
    PossibleDouble.objects.update_or_create(
        kind=kind, first_id=first, second_id=second, defaults={"are_two": True, "editor": by}
    )
