"""Whether a rating that was acknowledged survives kill -9 of the whole server, again and again.

    .venv/bin/python bench/kill.py [--kills 100] [--visitors 6] [postgres://user@host/database]

The real server, in a data folder of its own, is killed at random moments while visitors send; each
of them sends a review again until it is acknowledged, as a browser does whose connection broke.
"""

import argparse
import http.client
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
LONGEST_LIFE = 0.6  # seconds between the server's being ready and its end


class Visitor(Thread):
    """Sends one review after the other, each until it is acknowledged."""

    def __init__(self, port: int, slug: str, ended: Event) -> None:
        super().__init__(daemon=True)
        self.port, self.path, self.ended = port, f"/films/{slug}/review/", ended
        self.acknowledged: dict[uuid.UUID, int] = {}
        self.other_answers: Counter[int] = Counter()

    def run(self) -> None:
        while not self.ended.is_set():
            key, score = uuid.uuid4(), random.randint(1, 10)
            address = f"10.{random.randint(0, 255)}.{random.randint(0, 255)}.1"
            while not self.ended.is_set() and key not in self.acknowledged:
                self._send(key, score, address)

    def _send(self, key: uuid.UUID, score: int, address: str) -> None:
        body = f"Seen it {key.hex}" if key.int % 2 else ""
        form = urlencode({"score": score, "body": body, "idempotency_key": str(key)})
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Sec-Fetch-Site": "same-origin",
            "X-Forwarded-For": address,
        }
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("POST", self.path, form, headers)
            status = connection.getresponse().status
        except (OSError, http.client.HTTPException):
            time.sleep(0.02)  # it was killed, or is not up yet
            return
        finally:
            connection.close()
        if status == 303:
            self.acknowledged[key] = score
        else:
            self.other_answers[status] += 1


class Server:
    """The server in a group of processes of its own, so that all of them die at once."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.environment = environment | {"PORT": str(self.port)}
        self.log = log

    def start(self) -> None:
        """Start it and wait until it answers."""
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "config.server"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        until = time.monotonic() + 120
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(self.log.read_text())
            time.sleep(0.02)

    def kill(self) -> None:
        """End all of its processes without a word."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


@dataclass
class Result:
    """What the visitors were told, and what is stored; nothing may be lost, doubled or wrong."""

    kills: int
    acknowledged: int
    stored: int
    lost: list[uuid.UUID] = field(default_factory=list)
    changed: list[uuid.UUID] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    other_answers: Counter[int] = field(default_factory=Counter)


def run(
    slug: str,
    environment: dict[str, str],
    log: Path,
    *,
    kills: int,
    visitors: int,
    longest_life: float = LONGEST_LIFE,
) -> Result:
    """Kill a server that often amid ratings of the film, and compare what is left.

    The environment must name the database that this process has open too.
    """
    server, ended = Server(environment, log), Event()
    senders = [Visitor(server.port, slug, ended) for _ in range(visitors)]
    server.start()
    for sender in senders:
        sender.start()
    for number in range(kills):
        time.sleep(random.uniform(0, longest_life))
        server.kill()
        if number + 1 < kills:
            server.start()
    ended.set()
    for sender in senders:
        sender.join()
    return _compare(slug, kills, senders)


def _compare(slug: str, kills: int, senders: list[Visitor]) -> Result:
    from django.db import connection  # app ready: set up by the caller

    from films.models import Film  # app ready: as above
    from reviews import integrity  # app ready: as above
    from reviews.models import Review  # app ready: as above
    from reviews.submission import _stored_key  # app ready: as above

    film = Film.objects.get(slug=slug)
    given = {key: score for sender in senders for key, score in sender.acknowledged.items()}
    stored = dict(Review.objects.filter(film=film).values_list("idempotency_key", "score"))
    found = {key: stored.get(_stored_key(film, key)) for key in given}
    faults = [fault.words for fault in integrity.faults()]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            faults += [row[0] for row in cursor.fetchall() if row[0] != "ok"]
    return Result(
        kills=kills,
        acknowledged=len(given),
        stored=Review.objects.filter(film=film).count(),
        lost=[key for key, score in found.items() if score is None],
        changed=[key for key, score in found.items() if score not in (None, given[key])],
        faults=faults,
        other_answers=sum((sender.other_answers for sender in senders), Counter()),
    )


def main() -> None:
    """Print what happened."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("database", nargs="?", help="a PostgreSQL database instead of SQLite")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--visitors", type=int, default=6)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATA_DIR": folder,
            "DATABASE_URL": options.database or f"sqlite:///{folder}/kill.sqlite3",
            "TRUSTED_PROXIES": "1",
            "WORKERS": "2",
            "LOG_LEVEL": "ERROR",
        }
        slug = _prepare()
        began = time.monotonic()
        result = run(
            slug,
            dict(os.environ),
            Path(folder) / "server.log",
            kills=options.kills,
            visitors=options.visitors,
        )
        print(f"{result.kills} kills in {time.monotonic() - began:.0f} s")
        print(f"{result.acknowledged} reviews acknowledged, {result.stored} stored")
        print(f"{len(result.lost)} lost, {len(result.changed)} with another score")
        print(f"other answers: {dict(result.other_answers) or 'none'}")
        print("\n".join(result.faults) or "every figure is exact, the database is sound")
        sys.exit(bool(result.lost or result.changed or result.faults))


def _prepare() -> str:
    import django  # app ready: the environment is complete only now

    django.setup()
    from django.contrib.auth.models import User  # app ready: as above
    from django.core.management import call_command  # app ready: as above
    from django.utils import timezone  # app ready: as above

    from films.models import Film  # app ready: as above

    call_command("migrate", verbosity=0)
    User.objects.get_or_create(username="bench")  # so the server loads no sample films
    slug = f"kill-{int(time.time())}"
    Film.objects.create(title="Kill", slug=slug, status="published", published_at=timezone.now())
    return slug


if __name__ == "__main__":
    main()
