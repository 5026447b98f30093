"""The chores beside the server: started every ten minutes as a process of their own.

So a site needs no cron, no worker of a server is ever busy with them, and the memory they take is
given back. They may run on several machines at once.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Self

MANAGE = Path(__file__).resolve().parent.parent / "manage.py"
FIRST_AFTER, EVERY = 60.0, 600.0  # seconds
COMMAND = (sys.executable, str(MANAGE), "keep_house", "--verbosity=0")
PATIENCE = 10.0  # seconds to let the chores of now end; each of them is all or nothing


class Housekeeping:
    """Runs the chores again and again for as long as its ``with`` block lasts."""

    def __init__(
        self,
        command: Sequence[str] = COMMAND,
        *,
        first_after: float = FIRST_AFTER,
        every: float = EVERY,
    ) -> None:
        self._command, self._first_after, self._every = command, first_after, every
        self._stopped, self._lock = Event(), Lock()
        self.process: subprocess.Popen | None = None
        self._thread = Thread(target=self._run, name="housekeeping", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._lock:  # nothing is started from here on
            self._stopped.set()
            if self.process:
                self.process.terminate()
        self._thread.join(PATIENCE)

    def _run(self) -> None:
        pause = self._first_after
        while not self._stopped.wait(pause):
            pause = self._every
            with self._lock:
                if self._stopped.is_set():
                    return
                # A session of its own: Ctrl-C reaches us only, and we end it.
                self.process = subprocess.Popen(  # noqa: S603  (a command of ours)
                    self._command, stdin=subprocess.DEVNULL, start_new_session=True
                )
            self.process.wait()
