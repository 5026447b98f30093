"""What of the proofreader's findings stands between a page and the public: PUBLISH_GATE."""

from django.conf import settings
from django.utils.translation import gettext as _

from films.models import Film
from films.proofing.faults import Fault
from films.proofing.loading import proofread_film

MOST_NAMED = 20  # sentences; whoever has mended these is told the next
# films/publishing.py asks for these itself, whatever the setting says.
_ASKED_ANYWAY = ("year_missing", "words_missing")


def reasons_against_publishing(film: Film) -> list[str]:
    """Return why the proofreader would not let a page go to the public, one sentence each.

    By the setting PUBLISH_GATE: nothing ("off"), what would be false or harmful in public
    ("blocking"), or every fault ("all"). A film that has not been stored yet has no reasons.
    """
    if settings.PUBLISH_GATE == "off" or film.pk is None:
        return []
    reasons = list(dict.fromkeys(fault.words for fault in proofread_film(film) if _counts(fault)))
    if len(reasons) > MOST_NAMED:
        more = _("And %(count)d more: the proofreader lists them.")
        return [*reasons[:MOST_NAMED], more % {"count": len(reasons) - MOST_NAMED}]
    return reasons


def _counts(fault: Fault) -> bool:
    if fault.code in _ASKED_ANYWAY:
        return False
    return fault.is_blocking or settings.PUBLISH_GATE == "all"
