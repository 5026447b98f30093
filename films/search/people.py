"""People by what an editor types: quick among some hundred thousand, and near doubles of a name."""

from difflib import SequenceMatcher
from functools import reduce
from operator import and_

from django.db.models import Max, Q

from films.models import Person
from films.search.prefix import starts_with
from films.text import fold

MOST_LOOKED_AT = 50  # rows of each look
# Up to so many people every name is searched within; a larger table is only asked by its indexes.
SEARCHED_WITHIN = 20_000
MOST_NEAR = 4
LEAST_LIKENESS = 0.75
SURE_LETTERS = 3


def people_typed(text: str, *, most: int) -> list[Person]:
    """Return people whose name begins with what was typed, or with its words in other order.

    Up to four queries, each on an index: the whole as it is spoken, the whole as it is filed
    (“keaton bus”), and each longer word as a family name beside the other words.
    """
    folded = fold(text[:200])
    words = folded.split()
    if not words:
        return list(Person.objects.all()[:most])
    looks = [starts_with("folded", folded), starts_with("sort_key", folded)]
    looks += [
        starts_with("sort_key", word) & _holds(words)
        for word in sorted(words, key=len)[-2:]
        if len(words) > 1 and len(word) >= SURE_LETTERS
    ]
    if _is_small():
        looks.append(_holds(words))
    found: dict[int, Person] = {}
    for look in looks:
        for person in _look(look, most):
            found.setdefault(person.pk, person)
        if len(found) >= most:
            break
    return list(found.values())[:most]


def near_people(name: str) -> list[Person]:
    """Return up to four people whose name looks most like one that nobody bears, best first.

    Four queries on indexes at most: either one name has to be right and the other's first
    letter, or the beginnings of both.
    """
    folded = fold(name[:200])
    words = folded.split()
    if not words or len(folded) < SURE_LETTERS:
        return []
    looks = _near_looks(words[0], words[-1]) if len(words) > 1 else _near_looks("", words[0])
    seen = {person.pk: person for look in looks for person in _look(look, MOST_LOOKED_AT)}
    rated = sorted(((likeness(folded, p.folded), p.pk) for p in seen.values()), reverse=True)
    near = [seen[pk] for ratio, pk in rated if ratio >= LEAST_LIKENESS]
    return [person for person in near if person.folded != folded][:MOST_NEAR]


def _near_looks(given: str, family: str) -> list[Q]:
    begin = SURE_LETTERS + 1
    if not given:
        return [starts_with("sort_key", family[:begin]), starts_with("folded", family[:begin])]
    return [
        starts_with("sort_key", f"{family} {given[0]}"),
        starts_with("folded", f"{given} {family[0]}"),
        starts_with("sort_key", family[:begin]) & Q(folded__contains=given[: begin - 2]),
        starts_with("folded", given[:begin]) & Q(folded__contains=f" {family[: begin - 1]}"),
    ]


def likeness(wanted: str, name: str) -> float:
    """Return how much of two folded names is the same, 0 to 1, in whatever order their words."""
    orders = ((wanted, name), (" ".join(sorted(wanted.split())), " ".join(sorted(name.split()))))
    return max(SequenceMatcher(None, a, b, autojunk=False).ratio() for a, b in orders)


def _holds(words: list[str]) -> Q:
    return reduce(and_, (Q(folded__contains=word) for word in words))


def _is_small() -> bool:
    # The largest key is read from the index; counting would read the table.
    return (Person.objects.aggregate(last=Max("pk"))["last"] or 0) <= SEARCHED_WITHIN


def _look(condition: Q, most: int) -> list[Person]:
    # Ordered here: asked for an order, PostgreSQL would walk through the whole of another index.
    columns = ("name", "born", "folded", "sort_key")
    rows = Person.objects.filter(condition).only(*columns).order_by()[:most]
    return sorted(rows, key=lambda person: (person.sort_key, person.pk))
