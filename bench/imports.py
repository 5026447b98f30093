"""What an import costs, and whether it survives kill -9: read, compared, taken over, undone.

    .venv/bin/python bench/imports.py [--rows 1000] [--kills 20] [--race] [postgres://user@host/database]

SQLite is a file in a new folder, with the settings of the site; the PostgreSQL database named must
be one that may be written to. A table of ``rows`` new films (eight columns; two people and two
tags each) goes in, is compared again with what it made, and is undone. With --kills the process
that takes over is killed at random moments and begun again; then each film is there once, and says
what an undisturbed import made it say. With --race four processes take the same table over at once.
"""

import argparse
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
NAMES = ("Ann", "Bo", "Cy", "Di", "Ed", "Flo", "Gus", "Hal")
GENRES = ("Drama", "Comedy", "Crime", "Western", "Musical")


def table(rows: int, name: str) -> bytes:
    """A table of films that are not there yet."""
    lines = ["Title;Year;Runtime;Logline;Director;Genres;Budget;IMDb Rating"]
    for n in range(rows):
        people = f"{NAMES[n % 8]} {n % 97} | {NAMES[n % 5]} {n % 89}x"
        genres = f"{GENRES[n % 5]} | {GENRES[(n + 2) % 5]}"
        figures = f"{60 + n % 90} min;A film about the number {n}.;{people};{genres};${n + 1}000"
        lines.append(f"{name} {n};{1920 + n % 100};{figures};{n % 9 + 1}.5")
    return "\n".join(lines).encode()


def begin(rows: int, name: str) -> int:
    from films.importers import batches  # app ready: only the processes that use it
    from films.importers.sources import Sent  # app ready: as above

    run = batches.begin([Sent("films.csv", BytesIO(table(rows, name)))], by=None)
    batches.set_columns(run, batches.proposed_columns(run))
    return run.pk


def run_to_end(pk: int) -> None:
    from films.importers.steps import finish  # app ready: as above
    from films.models import ImportRun  # app ready: as above

    finish(ImportRun.objects.get(pk=pk), by=None, told=lambda _found: None)


def start(pk: int, verb: str) -> None:
    from films.importers import batches  # app ready: as above
    from films.models import ImportRun  # app ready: as above

    run = ImportRun.objects.get(pk=pk)
    if verb == "apply":
        batches.start_applying(run, publish=False, by=None)
    else:
        batches.start_undoing(run)


def timed(words: str, rows: int, do: Callable[[], object]) -> object:
    begun, worked = time.perf_counter(), time.process_time()
    result = do()
    took, worked = time.perf_counter() - begun, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    each = f"{1000 * worked / rows:6.1f} ms of processor a film"
    print(f"{words:12} {took:7.1f} s  {each}  peak {peak} MB")
    return result


def measure(rows: int) -> None:
    from films.models import Film  # app ready: as above

    name = f"Bench {os.getpid()}"
    first = timed("read", rows, lambda: begin(rows, name))
    timed("compare", rows, lambda: run_to_end(first))
    start(first, "apply")
    timed("take over", rows, lambda: run_to_end(first))
    second = begin(rows, name)
    timed("again", rows, lambda: run_to_end(second))
    start(first, "undo")
    timed("undo", rows, lambda: run_to_end(first))
    print(f"films left: {Film.objects.filter(title__startswith=name).count()}")


def killed(rows: int, kills: int) -> None:
    """Take films over in a process that is killed again and again; compare with a calm import."""
    from films.document import dump  # app ready: as above
    from films.models import Film, ImportRun  # app ready: as above

    said = []
    for name, many in (("Calm", 0), ("Wild", kills)):
        name = f"{name} {os.getpid()}"
        pk = begin(rows, name)
        run_to_end(pk)
        start(pk, "apply")
        left = many
        while ImportRun.objects.get(pk=pk).state == "running":
            process = subprocess.Popen([sys.executable, __file__, "--go-on", str(pk)])
            if left:
                time.sleep(random.uniform(1.2, 3.5))
                process.send_signal(signal.SIGKILL)
                left -= 1
            process.wait()
        films = Film.objects.filter(title__startswith=name).order_by("title")
        texts = [str(dump(film)).replace(name, "").replace(name.lower().replace(" ", "-"), "")
                 for film in films]  # fmt: skip
        said.append(texts)
        print(f"{name}: {len(texts)} films, killed {many - left} times")
    print("the same" if said[0] == said[1] and len(said[1]) == rows else "NOT THE SAME")


def raced(rows: int) -> None:
    """Take the same table over from two imports, each in two processes, all at once."""
    from films.models import Film  # app ready: as above

    name = f"Race {os.getpid()}"
    keys = [begin(rows, name), begin(rows, name)]
    for pk in keys:
        run_to_end(pk)
        start(pk, "apply")
    racers = [subprocess.Popen([sys.executable, __file__, "--go-on", str(pk)]) for pk in keys * 2]
    ends = [racer.wait() for racer in racers]
    made = Film.objects.filter(title__startswith=name).count()
    print(f"{made} films of {rows} rows, ends {ends}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=1_000)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--race", action="store_true")
    parser.add_argument("--go-on", type=int)
    parser.add_argument("database", nargs="?")
    options = parser.parse_args()
    if options.go_on:
        ready()
        run_to_end(options.go_on)
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATA_DIR": folder, "ENV_FILE": ""}
        if options.database:
            os.environ["DATABASE_URL"] = options.database
        ready()
        from django.core.management import call_command  # app ready: as above

        call_command("migrate", verbosity=0)
        if options.race:
            raced(options.rows)
        elif options.kills:
            killed(options.rows, options.kills)
        else:
            measure(options.rows)


def ready() -> None:
    import django  # app ready: after the environment is set

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()


if __name__ == "__main__":
    main()
