"""Whatever happens to reviews, in whatever order: is every figure right after every step?

    .venv/bin/python bench/random_walk.py [--steps 10000] [--seed 1] [postgres://user@host/database]

Visitors, moderators, chores and imports do one thing after the other, chosen by seeded dice
(tests/reviews/walk.py). After each of them a recount must change nothing, and everything that
check_reviews looks at must hold. In the second half figures are moved by the difference, as those
of films with 20,000 ratings are, instead of being counted afresh.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def main() -> None:
    """Walk, and print what was done how often; stop at the first thing that does not hold."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("database", nargs="?", help="a PostgreSQL database instead of SQLite")
    parser.add_argument("--steps", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATA_DIR": folder,
            "DATABASE_URL": options.database or f"sqlite:///{folder}/walk.sqlite3",
            "LOG_LEVEL": "ERROR",
        }
        import django  # app ready: the environment is complete only now

        django.setup()
        from django.core.management import call_command  # app ready: as above

        from reviews import film_ratings  # app ready: as above
        from tests.reviews.walk import Walk  # app ready: as above

        call_command("migrate", verbosity=0)
        walk, began = Walk(options.seed), time.monotonic()
        for number in range(1, options.steps + 1):
            if number == options.steps // 2:
                film_ratings.COUNTED_AFRESH = 0
            name = walk.step()
            if faults := walk.faults():
                sys.exit("\n".join([f"step {number}, {name}:", *faults]))
        print(f"{options.steps} steps in {time.monotonic() - began:.0f} s, nothing wrong after any")
        for name in sorted(walk.done | walk.refused):
            print(f"{walk.done[name]:6} {name} ({walk.refused[name]} refused)")


if __name__ == "__main__":
    main()
