"""What a server's process does by the clock, between requests: scheduled changes go live in time.

Each process looks by itself, with one query on an index of what waits; whoever comes first does it.
"""

import logging
from threading import Event, Thread

from django.db import DatabaseError, connections

from films import publishing

logger = logging.getLogger(__name__)
EVERY = 15.0  # seconds


class Timetable:
    """The thread that looks; it lives as long as the process."""

    def __init__(self, every: float = EVERY) -> None:
        self._every, self._stopped = every, Event()
        self._thread: Thread | None = None

    def start(self) -> None:
        """Begin to look; a second call does nothing."""
        if self._thread is None:
            self._thread = Thread(target=self._run, name="timetable", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Look no more, once a round under way has ended."""
        self._stopped.set()
        if self._thread:
            self._thread.join()

    def _run(self) -> None:
        while not self._stopped.wait(self._every):
            look()


def look() -> None:
    """Do what is due; trouble with the database is for the next round."""
    try:
        publishing.publish_due()
    except DatabaseError as error:
        logger.warning("Scheduled changes could not be looked for: %s", type(error).__name__)
    except Exception:  # the thread must live: nobody would miss it before a date is missed
        logger.exception("Scheduled changes could not be put live")
    finally:
        connections.close_all()  # a connection of this thread is of use to nobody else


_timetable = Timetable()


def start() -> None:
    """Let this process look by itself from now on; only a server does that."""
    _timetable.start()


def stop() -> None:
    """Look no more in this process, whoever starts it."""
    _timetable.stop()
