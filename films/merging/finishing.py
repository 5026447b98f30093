"""The histories of films that a large merge left for later."""

from django.db import transaction

from films.merging.joining import told
from films.merging.parting import told_parting
from films.models import Merge
from films.recording import IN_ONE_GO, record_many


def finish_waiting() -> int:
    """Write every history that still waits, some at a time; return the number of films.

    May be called at any time, and by several processes at once: each batch is taken by one.
    """
    done = 0
    for pk in Merge.objects.exclude(waiting=[]).order_by("pk").values_list("pk", flat=True):
        while number := _finish_some(pk):
            done += number
    return done


@transaction.atomic
def _finish_some(pk: int) -> int:
    merge = Merge.objects.select_for_update(of=("self",)).select_related("editor").get(pk=pk)
    now, merge.waiting = merge.waiting[:IN_ONE_GO], merge.waiting[IN_ONE_GO:]
    if now:
        change = told_parting(merge) if merge.undone_at else told([merge])
        record_many(now, change, by=merge.editor)
        merge.save(update_fields=["waiting"])
    return len(now)
