"""What of the proofreader's findings stands between a page and the public: PUBLISH_GATE."""

from django.conf import settings
from django.utils.translation import gettext as _

from films.models import Film
from films.proofing.faults import Fault
from films.proofing.loading import proofread_film

MOST_NAMED = 20  # sentences; whoever has mended these is told the next
# films/publishing.py asks for these itself, whatever the setting says.
_ASKED_ANYWAY = ("year_missing", "words_missing")


def keeps_from_public(fault: Fault) -> bool:
    """Say whether a page with this fault cannot be published."""
    if fault.code in _ASKED_ANYWAY or settings.PUBLISH_GATE == "all":
        return True
    return fault.is_blocking and settings.PUBLISH_GATE != "off"


def reasons_against_publishing(film: Film) -> list[str]:
    """Return why the proofreader would not let a page go to the public, one sentence each.

    By the setting PUBLISH_GATE: nothing ("off"), what would be false or harmful in public
    ("blocking"), or every fault ("all"). A film that has not been stored yet has no reasons.
    """
    if settings.PUBLISH_GATE == "off" or film.pk is None:
        return []
    faults = [fault for fault in proofread_film(film) if fault.code not in _ASKED_ANYWAY]
    reasons = list(dict.fromkeys(fault.words for fault in faults if keeps_from_public(fault)))
    if len(reasons) > MOST_NAMED:
        more = _("And %(count)d more: the proofreader lists them.")
        return [*reasons[:MOST_NAMED], more % {"count": len(reasons) - MOST_NAMED}]
    return reasons
