"""Looking after the links, slowly: collecting them, asking each in its time, and keeping what came.

Several processes may do this at once: an address is taken by one of them, and a host is asked by
one at a time. A process that is killed leaves its address to the others after a few minutes.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import timezone

from films.choices import LinkState
from films.links.asking import ANSWER_WITHIN, Answer, Asker
from films.links.found import in_parts, iter_urls
from films.links.guard import host_of
from films.models import LinkCheck

WEEK = timedelta(days=7)
COLLECT_EVERY = timedelta(hours=12)
# Two seconds between two questions to one host.
PAUSE = timedelta(seconds=2)
# As long as an answer may take; who has been asking for longer is not asking any more.
BUSY = timedelta(seconds=2 * ANSWER_WITHIN)
# Taken by a process that was killed: due again after this time.
LEASE = timedelta(minutes=10)
# The next looks at an address that fails: after one, two, four days, then weekly.
FIRST_AGAIN = timedelta(days=1)
GONE_AFTER, GONE_SINCE = 3, timedelta(days=2)  # failures in a row, and the time they must span
REFUSED_AGAIN = timedelta(days=30)
_HELD = 200  # addresses looked at together for one whose host is free
# The site is there and does not let a program in; to a visitor it may show the page.
_UNCLEAR = {401, 402, 403, 405, 406, 407, 409, 418, 421, 423, 425, 429, 451, 503, 520, 999}


# What there is to check ---------------------------------------------------------------------------


def collect(now: datetime | None = None) -> int:
    """Take note of every address on our pages, and drop those that stand on none; return how many.

    Twice gives the same. Reads every column that may hold an address, about 10 s for a million
    rows, so it is done twice a day at most: ``collect_if_due``.
    """
    now = now or timezone.now()
    uses = Counter(iter_urls())
    for some in in_parts(uses):
        take_note(some, uses, now)
    LinkCheck.objects.filter(seen_at__lt=now).delete()
    return len(uses)


def collect_if_due(now: datetime | None = None) -> int | None:
    """Collect where that was not done lately; None where it was."""
    now = now or timezone.now()
    last = LinkCheck.objects.aggregate(last=Max("seen_at"))["last"]
    return None if last and now - last < COLLECT_EVERY else collect(now)


@transaction.atomic
def take_note(urls: list[str], uses: Mapping[str, int], now: datetime) -> None:
    """Note that addresses stand on our pages, and in how many places each."""
    known = dict(LinkCheck.objects.filter(url__in=urls).values_list("url", "uses"))
    LinkCheck.objects.bulk_create(
        [
            LinkCheck(url=url, host=host_of(url), uses=uses[url], seen_at=now, due_at=now)
            for url in urls
            if url not in known
        ],
        ignore_conflicts=True,  # another process may have come upon the same
    )
    LinkCheck.objects.filter(url__in=known).update(seen_at=now)
    changed = [url for url, number in known.items() if number != uses[url]]
    for url in changed:
        LinkCheck.objects.filter(url=url).update(uses=uses[url])


# Asking -------------------------------------------------------------------------------------------


@dataclass
class Round:
    """How much one run may do, and its clock; a test brings its own."""

    limit: int
    until: datetime
    now: Callable[[], datetime] = timezone.now
    sleep: Callable[[float], None] = time.sleep


def check_due(asker: Asker, run: Round, tell: Callable[[LinkCheck], None] = lambda _: None) -> int:
    """Ask every address that is due, as far as the round goes; return how many were asked."""
    asked = 0
    while asked < run.limit and run.now() < run.until:
        link, wait = _next(run.now())
        if link:
            answer = asker.ask(link.url)
            keep(link, answer, run.now())
            tell(link)
            asked += 1
        elif wait is None:
            break
        else:
            run.sleep(wait)
    return asked


def _next(now: datetime) -> tuple[LinkCheck | None, float | None]:
    """Return an address to ask, or how many seconds until a host is free; None: nothing is due."""
    due = LinkCheck.objects.filter(due_at__lte=now).order_by("due_at", "pk")[:_HELD]
    wait: float | None = None
    tried: set[str] = set()
    for link in due:
        if link.host in tried:
            continue
        tried.add(link.host)
        seconds = take(link, now)
        if seconds == 0:
            return link, None
        wait = seconds if wait is None else min(wait, seconds)
    return None, wait


@transaction.atomic
def take(link: LinkCheck, now: datetime) -> float:
    """Take an address for oneself: 0 when it is, or the seconds after which to try again."""
    of_host = LinkCheck.objects.filter(host=link.host)
    of_host.select_for_update().order_by("pk").first()  # the lock of this host
    asking = of_host.filter(asked_at__gt=now - BUSY).filter(
        Q(checked_at=None) | Q(checked_at__lt=F("asked_at"))
    )
    if asking.exists() or of_host.filter(checked_at__gt=now - PAUSE, asked_at__isnull=False):
        return PAUSE.total_seconds()
    untaken = LinkCheck.objects.filter(pk=link.pk, due_at=link.due_at)
    link.due_at, link.asked_at = now + LEASE, now
    if not untaken.update(due_at=link.due_at, asked_at=now):
        return PAUSE.total_seconds()
    return 0


# What came ----------------------------------------------------------------------------------------


def keep(link: LinkCheck, answer: Answer, now: datetime) -> None:
    """Store what an address answered, and when it is to be asked again."""
    link.checked_at, link.status_code = now, answer.status or None
    link.words, link.final_url = answer.words[:300], answer.final_url[:2_000]
    fails = _judge(link, answer)
    link.failures = min(link.failures + 1, 32_767) if fails else 0
    link.failing_since = (link.failing_since or now) if fails else None
    if fails:
        is_gone = link.failures >= GONE_AFTER and now - (link.failing_since or now) >= GONE_SINCE
        link.state = LinkState.GONE if is_gone else LinkState.FAILING
    link.due_at = now + _rest(link, answer)
    link.save()


def _judge(link: LinkCheck, answer: Answer) -> bool:
    """Set the state of an address that did not fail; say whether it did."""
    if answer.is_refused:
        link.state = LinkState.REFUSED
    elif answer.status in _UNCLEAR:
        link.state = LinkState.UNCLEAR
    elif 200 <= answer.status < 400:
        link.state = LinkState.MOVED if answer.has_moved else LinkState.GOOD
    else:
        return True
    return False


def _rest(link: LinkCheck, answer: Answer) -> timedelta:
    """Return how long an address is left alone; a part of a day is added, so that not all the
    links of a site that were found together come due together for ever."""
    spread = timedelta(minutes=(link.pk * 7) % 720)
    if link.failures:
        return min(FIRST_AGAIN * 2 ** min(link.failures - 1, 5), WEEK)
    if link.state == LinkState.REFUSED:
        return REFUSED_AGAIN
    return max(WEEK + spread, timedelta(seconds=answer.wait))


@transaction.atomic
def check_again(links: Iterable[LinkCheck], now: datetime | None = None) -> int:
    """Put addresses at the head of the queue; return how many. The next run asks them."""
    pks = [link.pk for link in links]
    return LinkCheck.objects.filter(pk__in=pks).update(due_at=(now or timezone.now()) - WEEK)
