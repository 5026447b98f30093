import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from config.server import listening_problem

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def taken_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@pytest.fixture
def environment(tmp_path):
    """The environment of a new site, with nothing of the tests' own settings in it."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return kept | {"ENV_FILE": "", "DATA_DIR": str(tmp_path / "data"), "WORKERS": "1"}


@pytest.fixture
def start(environment):
    """Return a function that starts the server on a port; none outlives the test."""
    started = []

    def run(port):
        server = subprocess.Popen(
            [sys.executable, "-m", "config.server"],
            cwd=ROOT,
            env=environment | {"PORT": str(port)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        started.append(server)
        return server

    yield run
    for server in started:
        if server.poll() is None:
            server.kill()
        server.communicate()


def wait_for(url, seconds=120):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url) as response:
                return response.status
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
    raise TimeoutError(url)


def stop(server, sign):
    """Send SIGINT to all processes, as a terminal does, or SIGTERM to the first, as systemd."""
    (os.killpg if sign == signal.SIGINT else os.kill)(server.pid, sign)
    out, err = server.communicate(timeout=30)
    return server.returncode, out.splitlines(), err


def test_server_of_a_new_site_starts_twice_and_stops_cleanly(start, free_port):
    """The one slow test of `make run`: what a stranger does on the first day."""
    address = f"http://127.0.0.1:{free_port}"
    first = start(free_port)
    assert wait_for(f"{address}/healthz") == 200
    intruder = start(free_port)
    _, refusal = intruder.communicate(timeout=30)
    status, lines, err = stop(first, signal.SIGINT)

    assert (intruder.returncode, refusal) == (1, f"{listening_problem_taken(free_port)}\n")
    assert (status, err) == (0, "")
    assert lines[0] == "Making the tables of the database ..."
    assert [line.split()[0] for line in lines if line.startswith("    ")] == ["editor", "moderator"]
    assert lines[-2:] == [f"Marquee is at {address}/ (Ctrl-C stops it)", "Marquee has stopped."]

    second = start(free_port)
    assert wait_for(f"{address}/healthz") == 200
    status, lines, err = stop(second, signal.SIGTERM)

    assert (status, err) == (0, "")
    assert lines == [f"Marquee is at {address}/ (Ctrl-C stops it)", "Marquee has stopped."]


def listening_problem_taken(port):
    return f"Port {port} is taken by another program; choose another: make run PORT={port + 1}"


def test_listening_problem_of_a_taken_port(taken_port):
    assert listening_problem("127.0.0.1", taken_port) == listening_problem_taken(taken_port)


def test_listening_problem_of_a_free_port(free_port):
    assert listening_problem("127.0.0.1", free_port) == ""


def test_listening_problem_of_a_host_that_is_none():
    assert listening_problem("no host", 8000) == (
        "Marquee cannot start: the setting HOST is 'no host', which is no address."
    )


def test_listening_problem_of_an_address_of_another_machine(free_port):
    assert listening_problem("192.0.2.1", free_port).startswith(
        f"Marquee cannot listen at 192.0.2.1 port {free_port} ("
    )
