"""What looking for doubles costs in a large guide, and whether it finds those that were put there.

    .venv/bin/python bench/duplicates.py [--people 300000]

Made-up people with the spread of real names (few first names, many family names) on films with 12
credits each; one in a hundred has a double with a slip in the name. SQLite in a new folder.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

CREDITS = 12
SYLLABLES = [first + second for first in "klmrtdvsbn" for second in "aoiue"]


def slip(name: str, dice: random.Random) -> str:
    """Return a name as somebody might mistype or shorten it."""
    given, family = name.split()
    at = dice.randrange(1, len(family))
    return dice.choice(
        [f"{given[0]}. {family}", f"{family} {given}", f"{given} {family[:at]}{family[at + 1 :]}"]
    )


def fill(number: int) -> int:
    """Make people, films and credits; returns how many doubles are among them."""
    from films.models import Credit, Film, Person  # app ready: the script sets Django up first
    from films.text import fold  # app ready: as above

    dice = random.Random(1)
    given = ["".join(dice.sample(SYLLABLES, 2)).title() for _ in range(400)]
    family = ["".join(dice.sample(SYLLABLES, 3)).title() for _ in range(6_000)]
    names = [
        f"{given[int(400 * dice.random() ** 2)]} {family[int(6_000 * dice.random() ** 2)]}"
        for _ in range(number)
    ]
    doubles = {at: slip(names[at - 1], dice) for at in range(1, number, 100)}
    people = [
        Person(
            pk=at + 1, name=doubles.get(at, name), slug=f"p{at}", sort_name=name,
            folded=fold(doubles.get(at, name)), sort_key=fold(name),
            born=str(1900 + dice.randrange(110)) if at not in doubles and at % 3 == 0 else "",
        )
        for at, name in enumerate(names)
    ]  # fmt: skip
    Person.objects.bulk_create(people, batch_size=5_000)
    films = number // 4
    Film.objects.bulk_create(
        [Film(pk=at, title=f"F{at}", folded=f"f{at}", sort_key=f"f{at}", slug=f"f{at}")
         for at in range(1, films + 1)],
        batch_size=5_000,
    )  # fmt: skip
    rows = set()
    for film in range(1, films + 1):
        rows |= {(film, 1 + int(number * dice.random() ** 1.3)) for _ in range(CREDITS)}
    for at in doubles:  # both on one film
        film = dice.randrange(1, films + 1)
        rows |= {(film, at), (film, at + 1)}
    Credit.objects.bulk_create(
        [Credit(film_id=film, person_id=person) for film, person in sorted(rows)], batch_size=5_000
    )
    return len(doubles)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=300_000)
    number = parser.parse_args().people
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "config.settings"}
        import django  # app ready: the environment is set first

        django.setup()
        from django.core.management import call_command  # app ready: as above

        from films.choices import MergeKind  # app ready: as above
        from films.duplicates import keeping, people, reasons  # app ready: as above
        from films.models import PossibleDouble  # app ready: as above

        call_command("migrate", verbosity=0)
        put_there = fill(number)
        reasons.MOST_KEPT = people.MOST_KEPT = 10 * number
        began, cpu = time.perf_counter(), time.process_time()
        found = people.find_people()
        took, cpu = time.perf_counter() - began, time.process_time() - cpu
        pairs = {each.pair for each in found}
        hits = sum((at, at + 1) in pairs for at in range(1, number, 100))
        print(f"{number:,} people: {took:.1f} s, {cpu:.1f} s of processor")
        print(f"{len(found):,} pairs; {hits:,} of the {put_there:,} doubles put there")
        reasons.MOST_KEPT = people.MOST_KEPT = 2_000
        keeping.refresh(MergeKind.PERSON)
        began = time.perf_counter()
        list(PossibleDouble.objects.filter(kind=MergeKind.PERSON, are_two=False)[:25])
        print(f"the first page of suggestions: {(time.perf_counter() - began) * 1000:.1f} ms")


if __name__ == "__main__":
    main()
