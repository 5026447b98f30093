"""A small web on the loopback, and a guard that lets the checks reach nothing else."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from films.links.asking import Asker
from films.links.guard import Guard

Page = Callable[[BaseHTTPRequestHandler], None]


class Web(ThreadingHTTPServer):
    """Answers by path; ``asked`` holds method, path and headers of each request."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages: dict[str, Any] = {}
        self.asked: list[tuple[str, str, dict[str, str]]] = []

    @property
    def origin(self) -> str:
        return f"http://a.example:{self.server_port}"

    @property
    def guard(self) -> Guard:
        """Every name is this server; anything but the loopback stays forbidden."""
        names = {"private.example": "10.0.0.1", "gone.example": ""}

        def look_up(host: str, port: int) -> list[str]:
            return list(filter(None, [names.get(host, "127.0.0.1")]))

        return Guard(look_up, lambda address: address == "127.0.0.1", frozenset({self.server_port}))

    @property
    def asker(self) -> Asker:
        return Asker("Marquee link check (+https://films.example)", self.guard)

    def ask(self, path: str) -> Any:
        return self.asker.ask(self.origin + path)

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass  # a connection that was cut is what some tests are about


class _Handler(BaseHTTPRequestHandler):
    server: Web

    def _answer(self) -> None:
        self.server.asked.append((self.command, self.path, dict(self.headers)))
        page = self.server.pages.get(self.path, 404)
        if callable(page):
            page(self)
            return
        status, *headers = page if isinstance(page, tuple) else (page,)
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD = _answer  # noqa: N815

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def web() -> Iterator[Web]:
    server = Web()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
