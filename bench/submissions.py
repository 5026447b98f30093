"""How many ratings a second one film takes, and whether every one is counted.

    .venv/bin/python bench/submissions.py [--processes 8] [--each 40] [postgres://user@host/database]

SQLite is a file in a new folder, with the settings of the site; the PostgreSQL database named must
be one that may be written to. Each submission is a whole request through all of the middleware.
"""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
SCORES = "1234567899"
FORM = "application/x-www-form-urlencoded"
HEADINGS = ["database", "sent", "stored", "count", "total", "bins", "errors", "a second", "CPU ms"]


def send(slug: str, times: int) -> dict:
    """Wait for the word, send that many ratings; the answer counts them by score and by error."""
    from django.test import Client  # app ready: the worker sets Django up first

    random.seed(os.getpid())
    sent: Counter[str] = Counter()
    errors: Counter[str] = Counter()
    client = Client(raise_request_exception=False)
    _post(client, slug, "", "text/plain")  # refused: connects and imports, stores nothing
    print("ready", flush=True)
    sys.stdin.readline()
    began_at, began = time.time(), resource.getrusage(resource.RUSAGE_SELF)
    for _ in range(times):
        score = random.choice(SCORES)
        client.cookies.clear()  # every rating is another visitor's
        status = _post(client, slug, score)
        (sent if status == 303 else errors)[score if status == 303 else str(status)] += 1
    ended = resource.getrusage(resource.RUSAGE_SELF)
    cpu = ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime
    return {"sent": sent, "errors": errors, "cpu": cpu, "from": began_at, "to": time.time()}


def _post(client: object, slug: str, score: str, content_type: str = FORM) -> int:
    return client.post(
        f"/films/{slug}/review/",
        f"score={score}&title=&body=&display_name=&email=&website=",
        content_type=content_type,
        headers={"Sec-Fetch-Site": "same-origin", "Host": "localhost"},
    ).status_code


def run_workers(slug: str, *, processes: int, each: int, environment: dict) -> list[dict]:
    """Send from several processes at the same moment and collect their answers."""
    command = [sys.executable, __file__, "--worker", slug, str(each)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    workers = [subprocess.Popen(command, env=environment, **pipes) for _ in range(processes)]
    for worker in workers:
        worker.stdout.readline()
    for worker in workers:
        worker.stdin.write("go\n")
        worker.stdin.flush()
    return [json.loads(worker.communicate(timeout=120)[0]) for worker in workers]


def race(name: str, processes: int, each: int) -> list[object]:
    """One row of the table, in the database that the environment names."""
    from django.core.management import call_command  # app ready: set up by the caller
    from django.utils import timezone  # app ready: as above

    from films.models import Film  # app ready: as above
    from reviews import film_ratings  # app ready: as above
    from reviews.models import FilmRating, Review  # app ready: as above

    call_command("migrate", verbosity=0)
    slug = f"race-{os.getpid()}-{int(time.time())}"
    film = Film.objects.create(
        title="Race", slug=slug, status="published", published_at=timezone.now()
    )
    environment = os.environ | {"LOG_LEVEL": "ERROR"}
    answers = run_workers(slug, processes=processes, each=each, environment=environment)
    rating = FilmRating.objects.get(film=film)
    sent = sum((Counter(answer["sent"]) for answer in answers), Counter())
    bins = tuple(sent[str(score)] for score in range(1, 11))
    seconds = max(answer["to"] for answer in answers) - min(answer["from"] for answer in answers)
    is_exact = bins == rating.histogram and not film_ratings.differences()
    return [
        name,
        processes * each,
        Review.objects.filter(film=film).count(),
        rating.count,
        rating.total,
        "exact" if is_exact else "WRONG",
        sum(sum(answer["errors"].values()) for answer in answers),
        round(processes * each / seconds),
        round(1000 * sum(answer["cpu"] for answer in answers) / (processes * each), 1),
    ]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("database", nargs="?", help="a PostgreSQL database to run in as well")
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--each", type=int, default=40)
    options = parser.parse_args()
    print("  ".join(f"{heading:>10}" for heading in HEADINGS))
    with tempfile.TemporaryDirectory() as folder:
        databases = [("SQLite", f"sqlite:///{folder}/bench.sqlite3")]
        if options.database:
            databases.append(("PostgreSQL", options.database))
        for name, url in databases:
            environment = os.environ | {"DATABASE_URL": url, "DATA_DIR": folder}
            arguments = ["--row", name, str(options.processes), str(options.each)]
            subprocess.run([sys.executable, __file__, *arguments], env=environment, check=True)


if __name__ == "__main__":
    mode = sys.argv[1] if len(sys.argv) > 1 else ""
    if mode in {"--worker", "--row"}:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        import django  # app ready: only the processes that use it

        django.setup()
    if mode == "--worker":
        print(json.dumps(send(sys.argv[2], int(sys.argv[3]))))
    elif mode == "--row":
        row = race(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
        print("  ".join(f"{value!s:>10}" for value in row), flush=True)
    else:
        main()
