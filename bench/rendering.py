"""What rendering each kind of page costs the server: queries and CPU time, nothing cached.

    DATA_DIR=var .venv/bin/python bench/rendering.py [ROUNDS]

Runs the whole Django stack in this process on the site's own database; the last column says how
many times an empty Django view each page costs, which is what can be compared between machines.
"""

import os
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

PAGES = {
    "empty view": "/healthz",
    "home": "/",
    "film": "/films/the-sessions-2012/",
    "list": "/films/",
    "person": "/people/buster-keaton/",
    "quotes": "/quotes/",
    "search": "/search/?q=keaton",
}


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    floor = 0.0
    print(f"{'page':<12}{'status':>8}{'queries':>9}{'HTML bytes':>12}{'CPU ms':>9}{'x empty':>9}")
    for name, path in PAGES.items():
        client.get(path)  # templates are compiled at the first use
        with CaptureQueriesContext(connection) as queries:
            response = client.get(path)
        asked = len(queries)  # the next request empties the log
        times = []
        for _ in range(rounds):
            before = time.process_time()
            client.get(path)
            times.append((time.process_time() - before) * 1000)
        median = statistics.median(times)
        floor = floor or median
        print(
            f"{name:<12}{response.status_code:>8}{asked:>9}{len(response.content):>12,}"
            f"{median:>9.1f}{median / floor:>9.1f}"
        )


if __name__ == "__main__":
    main()
