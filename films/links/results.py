"""What was found at addresses elsewhere, for the forms, lists and proofs that show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from films.choices import LinkState
from films.links.found import in_parts
from films.models import LinkCheck


@dataclass(frozen=True)
class LinkResult:
    """The last that was seen of an address."""

    state: LinkState
    words: str
    checked_at: datetime | None
    failing_since: datetime | None
    final_url: str

    @property
    def sentence(self) -> str:
        """Return the state in words: "Not there since 3 May 2027: 404 Not Found"."""
        match self.state:
            case LinkState.GOOD:
                return _("Answers.")
            case LinkState.MOVED:
                return _("Has moved to %(url)s") % {"url": self.final_url}
            case LinkState.GONE:
                return _("Not there since %(when)s: %(words)s") % self._said()
            case LinkState.FAILING:
                return _("Does not answer since %(when)s: %(words)s") % self._said()
            case LinkState.UNCLEAR:
                return _("Answers, but does not let us look: %(words)s") % self._said()
            case LinkState.REFUSED:
                return _("Was not asked: %(words)s") % self._said()
        return _("Not checked yet.")

    def _said(self) -> dict[str, str]:
        since = self.failing_since or self.checked_at
        when = date_format(localtime(since), "DATE_FORMAT") if since else ""
        return {"when": when, "words": self.words}


def result_of(link: LinkCheck) -> LinkResult:
    """Return what was found at one address."""
    return LinkResult(
        LinkState(link.state), link.words, link.checked_at, link.failing_since, link.final_url
    )


def results_for(urls: Iterable[str]) -> dict[str, LinkResult]:
    """Return what was found at these addresses; those never seen are left out.

    One query for up to 500 addresses.
    """
    found: dict[str, LinkResult] = {}
    for some in in_parts(urls):
        found |= {link.url: result_of(link) for link in LinkCheck.objects.filter(url__in=some)}
    return found


def dead_links(urls: Iterable[str]) -> dict[str, str]:
    """Return those of the addresses that are gone for good, each with what was found there.

    An address that failed once or twice is not among them: it may be back tomorrow.
    """
    found: dict[str, Any] = {}
    for some in in_parts(urls):
        dead = LinkCheck.objects.filter(url__in=some, state=LinkState.GONE)
        found |= dict(dead.values_list("url", "words"))
    return {url: words or str(LinkState.GONE.label) for url, words in found.items()}
