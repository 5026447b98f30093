"""What `make run` starts: prepares the site, then serves it with granian until Ctrl-C.

One process a core (two at least) and one thread in each for Python's work: Python threads share one
core anyway, and SQLite writes one at a time.
"""

import errno
import multiprocessing
import os
import signal
import socket
import sys

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import CommandError, call_command
from django.db import connections
from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from config.housekeeping import Housekeeping

HEADER_MILLISECONDS = 10_000  # a client that sends its headers more slowly is let go


def main() -> int:
    """Prepare and serve the site; return the exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    host, port = settings.HOST, settings.PORT
    if problem := listening_problem(host, port):
        print(problem, file=sys.stderr)
        return 1
    try:
        call_command("first_run")
    except CommandError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped while preparing; `make run` goes on from here.", file=sys.stderr)
        return 130
    # Preparing may take a while, and granian would share the port with another server of ours.
    if problem := listening_problem(host, port):
        print(problem, file=sys.stderr)
        return 1
    shown_host = f"[{host}]" if ":" in host else host
    print(f"Marquee is at http://{shown_host}:{port}/ (Ctrl-C stops it)", flush=True)
    serve(host, port)
    print("Marquee has stopped.", flush=True)
    return 0


def listening_problem(host: str, port: int) -> str:
    """Return why nothing can listen there, with the way out; the empty string when it can."""
    choose = f"choose another: make run PORT={port + 1 if port < 65535 else 8000}"
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen(1)
    except socket.gaierror:
        return f"Marquee cannot start: the setting HOST is {host!r}, which is no address."
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return f"Port {port} is taken by another program; {choose}"
        if error.errno == errno.EACCES:
            return f"Port {port} may be used by the system's administrator only; {choose}"
        return f"Marquee cannot listen at {host} port {port} ({error.strerror}); {choose}"
    return ""


def serve(host: str, port: int) -> None:
    """Serve until SIGINT or SIGTERM; requests under way are finished first."""
    # A forked worker would share our connection to the database, which SQLite does not survive.
    multiprocessing.set_start_method("spawn")
    connections.close_all()
    server = Granian(
        "config.server:load_application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=settings.WORKERS,
        blocking_threads=1,
        websockets=False,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_MILLISECONDS),
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=30,
    )
    with Housekeeping():
        server.serve(target_loader=load_application, wrap_loader=False)


def load_application() -> WSGIHandler:
    """Return the application, in a worker.

    Ctrl-C reaches every process of a terminal, and granian's workers hang when its SIGINT and the
    SIGTERM from their parent meet; so they leave SIGINT to the parent.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    from config.wsgi import application  # app ready: it sets Django up

    return application


if __name__ == "__main__":
    sys.exit(main())
