"""The front page as data: what is new, what is loved, and what today's date picks."""

import datetime
from dataclasses import dataclass
from functools import cached_property

from django.db.models.functions import Length
from django.utils import timezone

from films.browsing.collections import CollectionCard, collection_cards
from films.browsing.tags import TagCount, genre_counts
from films.figures import trimmed
from films.markdown import punch_line
from films.models import Film, Quote
from films.page import facts

ON_THE_BOARD = 6
IN_THE_PROGRAMME = 5
GUESSES = 3
LOVED = 6
LEAST_LOVE = 6.0  # of 10: below it nobody would say that visitors love the film
MOST_COLLECTIONS = 3
GUESSING_POOL = 366  # films that the guesses are picked from, the newest first
LONGEST_LINE = 160  # characters; a longer quote does not fit a line set this large


@dataclass(frozen=True)
class Guess:
    """A film's plot, badly explained, as a riddle."""

    words: str
    punch_line: str
    film: Film


class HomePage:
    """Everything that the front page shows; about a dozen queries, however many films there are."""

    def __init__(self) -> None:
        self.today = timezone.localdate()
        films = Film.objects.published().order_by("-published_at", "-id")
        self.newest = list(films.for_card()[: ON_THE_BOARD + 1])

    @property
    def is_empty(self) -> bool:
        """Whether the guide has no published film yet."""
        return not self.newest

    @property
    def feature(self) -> Film:
        return self.newest[0]

    @property
    def on_the_board(self) -> list[Film]:
        """The newest films, without the one that is featured below them."""
        return self.newest[1:] or self.newest

    @property
    def programme(self) -> list[Film]:
        return self.newest[:IN_THE_PROGRAMME]

    @cached_property
    def feature_scores(self) -> list[dict[str, str]]:
        """What other sites make of the featured film."""
        return [
            {
                "figure": trimmed(score.value),
                "scale": facts.scale_of(score),
                "source": score.get_source_display(),
                "votes": facts.votes_of(score),
            }
            for score in self.feature.scores.all()[:2]
        ]

    @cached_property
    def film_count(self) -> int:
        return Film.objects.published().count()

    @cached_property
    def guesses(self) -> list[Guess]:
        """Three films of the newest ones that are badly explained, others every day."""
        films = Film.objects.published().exclude(badly_explained="")
        newest = films.order_by("-published_at", "-id").values_list("pk", flat=True)
        chosen = _turn_to(list(newest[:GUESSING_POOL]), self.today.toordinal() * GUESSES)[:GUESSES]
        found = Film.objects.only("title", "year", "slug", "badly_explained").in_bulk(chosen)
        return [Guess(*punch_line(found[pk].badly_explained), found[pk]) for pk in chosen]

    @cached_property
    def genres(self) -> list[TagCount]:
        """The genres that films have, the most frequent first."""
        return genre_counts()

    @cached_property
    def line_of_the_day(self) -> Quote | None:
        """One short quote for everybody on this date, without a job that would choose it.

        Films that came today are left out, so that publishing does not change the line.
        """
        lines = Quote.objects.published().alias(length=Length("text"))
        midnight = timezone.make_aware(datetime.datetime.combine(self.today, datetime.time.min))
        pool = lines.filter(length__lte=LONGEST_LINE, film__published_at__lt=midnight)
        pks = list(pool.order_by("pk").values_list("pk", flat=True))
        # A step that shares no factor with usual numbers of quotes mixes films from day to day.
        chosen = _turn_to(pks, self.today.toordinal() * 7_919)[:1]
        return Quote.objects.select_related("film").filter(pk__in=chosen).first()

    @cached_property
    def best_loved(self) -> list[Film]:
        """The films that visitors rank highest, once there are ratings."""
        rated = Film.objects.published().filter(rating__count__gt=0, rating__mean__gte=LEAST_LOVE)
        return list(rated.for_card().order_by("-rating__rank_score", "id")[:LOVED])

    @cached_property
    def collections(self) -> list[CollectionCard]:
        return collection_cards(most=MOST_COLLECTIONS)


def _turn_to(rows: list[int], steps: int) -> list[int]:
    """Return the rows as a wheel turned by so many steps."""
    start = steps % len(rows) if rows else 0
    return rows[start:] + rows[:start]
