"""How many ratings a second one film takes, and whether every one is counted.

    .venv/bin/python bench/submissions.py [--processes 8] [--each 40] [postgres://user@host/database]
    .venv/bin/python bench/submissions.py --profile

SQLite is a file in a new folder, with the settings of the site; the PostgreSQL database named must
be one that may be written to. Each submission is a whole request through all of the middleware,
from a network of its own. "CPU ms" is the processor's time of one submission in that crowd, "alone"
with nobody else there, "page" that of the film page. --profile says what a submission is busy with.
"""

import argparse
import cProfile
import json
import os
import pstats
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
SCORES = "1234567899"
FORM = "application/x-www-form-urlencoded"
BODY = "It is quiet and slow, and the last ten minutes are worth the wait. Number %d."
HEADINGS = ["database", "sent", "stored", "count", "total", "bins", "errors", "a second", "CPU ms"]
HEADINGS += ["alone", "with words", "page"]


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


def _post(
    client: object, slug: str, score: str, content_type: str = FORM, *, body: str = ""
) -> int:
    return client.post(
        f"/films/{slug}/review/",
        urlencode({"score": score, "title": "", "body": body, "display_name": "", "email": ""}),
        content_type=content_type,
        headers={"Sec-Fetch-Site": "same-origin", "Host": "localhost"},
        REMOTE_ADDR=f"10.{random.randint(0, 255)}.{random.randint(0, 255)}.1",
    ).status_code


def alone(slug: str, times: int = 200) -> list[float]:
    """Milliseconds of CPU time of a rating, of a review with words, and of the film page."""
    from django.test import Client  # app ready: set up by the caller

    client = Client(raise_request_exception=False)

    def rate() -> int:
        client.cookies.clear()
        return _post(client, slug, random.choice(SCORES))

    def write() -> int:
        client.cookies.clear()
        return _post(client, slug, "8", body=BODY % random.randint(1, 10**9))

    def read() -> int:
        return client.get(f"/films/{slug}/", headers={"Host": "localhost"}).status_code

    return [_cpu(act, status, times) for act, status in ((rate, 303), (write, 303), (read, 200))]


def _cpu(act: Callable[[], int], status: int, times: int) -> float:
    act()
    began = time.process_time()
    answers = {act() for _ in range(times)}
    spent = time.process_time() - began
    assert answers == {status}, answers
    return round(1000 * spent / times, 1)


def profile(slug: str, times: int = 300) -> None:
    """Print what the processor is busy with during ratings, the longest first."""
    from django.test import Client  # app ready: set up by the caller

    client = Client(raise_request_exception=False)
    _post(client, slug, "8")
    profiler = cProfile.Profile()
    profiler.enable()
    for _ in range(times):
        client.cookies.clear()
        _post(client, slug, random.choice(SCORES))
    profiler.disable()
    print(f"{times} ratings")
    pstats.Stats(profiler).sort_stats("cumulative").print_stats(70)
    pstats.Stats(profiler).sort_stats("tottime").print_stats(25)


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
    from reviews import film_ratings  # app ready: set up by the caller
    from reviews.models import FilmRating, Review  # app ready: as above

    film = make_film()
    slug = film.slug
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
        *alone(make_film().slug),
    ]


def make_film() -> object:
    """A film of its own in the database that the environment names, made ready first."""
    from django.core.management import call_command  # app ready: set up by the caller
    from django.utils import timezone  # app ready: as above

    from films.models import Film  # app ready: as above

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    slug = f"race-{os.getpid()}-{time.time_ns()}"
    return Film.objects.create(
        title="Race", slug=slug, status="published", published_at=timezone.now()
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("database", nargs="?", help="a PostgreSQL database to run in as well")
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--each", type=int, default=40)
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    if not options.profile:
        print("  ".join(f"{heading:>10}" for heading in HEADINGS))
    with tempfile.TemporaryDirectory() as folder:
        databases = [("SQLite", f"sqlite:///{folder}/bench.sqlite3")]
        if options.database:
            databases.append(("PostgreSQL", options.database))
        for name, url in databases:
            environment = os.environ | {"DATABASE_URL": url, "DATA_DIR": folder}
            arguments = ["--row", name, str(options.processes), str(options.each)]
            if options.profile:
                arguments = ["--one-profile"]
            subprocess.run([sys.executable, __file__, *arguments], env=environment, check=True)


if __name__ == "__main__":
    mode = sys.argv[1] if len(sys.argv) > 1 else ""
    if mode in {"--worker", "--row", "--one-profile"}:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        import django  # app ready: only the processes that use it

        django.setup()
    if mode == "--worker":
        print(json.dumps(send(sys.argv[2], int(sys.argv[3]))))
    elif mode == "--one-profile":
        profile(make_film().slug)
    elif mode == "--row":
        row = race(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
        print("  ".join(f"{value!s:>10}" for value in row), flush=True)
    else:
        main()
