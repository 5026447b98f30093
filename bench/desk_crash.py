"""Whether what an editor types survives kill -9 of the server and a window that is gone.

    .venv/bin/python bench/desk_crash.py [ROUNDS]

The real server, in a data folder of its own, is killed at a random moment after a word was typed
in a real browser. Then Save is pressed into the void, or the window closed without a question. Once
the server is back the form is opened again: every word has to be there or be offered.
"""

import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IN_THE_BROWSER = 2.5  # seconds, after which the browser has a copy of what was typed
MAKE = """
from django.contrib.auth.models import User
from films.models import Film
User.objects.create_superuser("anna", password="a long password")
print(Film.objects.create(title="The Wind", year=1928, slug="the-wind-1928").pk)
"""


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


class Server:
    def __init__(self, folder: str) -> None:
        self.port = free_port()
        self.env = {**os.environ, "DATA_DIR": folder, "PORT": str(self.port)}
        self.process: subprocess.Popen | None = None

    def manage(self, *arguments: str) -> str:
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        done = subprocess.run(command, env=self.env, cwd=ROOT, capture_output=True, text=True)
        if done.returncode:
            sys.exit(done.stderr)
        return done.stdout

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "config.server"],
            cwd=ROOT,
            env=self.env,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2)
                return
            except OSError:
                time.sleep(0.1)

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def log_in(page: Any, base: str) -> None:
    page.goto(f"{base}/admin/login/?next=/admin/")
    page.fill("#id_username", "anna")
    page.fill("#id_password", "a long password")
    page.press("#id_password", "Enter")
    page.wait_for_url("**/admin/")


def open_form(context: Any, address: str) -> tuple[Any, str]:
    """Open the form, go on with what is offered, and return the page and what it holds."""
    page = context.new_page()
    page.goto(f"{address}#ending")
    page.wait_for_timeout(1_000)  # what the browser has kept is sent and offered
    offer = page.locator(".notice-offer [name=_resume]").first
    if offer.count():
        offer.click()
        page.wait_for_selector("text=What you typed is here again.")
        page.click(".desk-tabs a[href='#ending']")
    return page, page.input_value("#id_ending")


def crash(server: Server, page: Any) -> str:
    """Kill the server at some moment after the last word; leave the page in one of two ways."""
    time.sleep(random.uniform(0, 5))
    server.kill()
    if random.random() < 0.5:
        page.wait_for_timeout(IN_THE_BROWSER * 1_000)
        page.close(run_before_unload=False)
        return "window gone"
    try:
        page.click("[name=_continue]")
        page.wait_for_timeout(500)
    except Error:
        pass
    page.close(run_before_unload=False)
    return "saved into the void"


def main(rounds: int) -> int:
    lost: list[str] = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(folder)
        server.manage("migrate", "-v0")
        server.manage("collectstatic", "--noinput", "-v0")
        film = server.manage("shell", "-v0", "-c", MAKE).strip()
        server.start()
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        context = browser.new_context()
        base = f"http://127.0.0.1:{server.port}"
        log_in(context.new_page(), base)
        typed: list[str] = []
        for number in range(rounds):
            page, said = open_form(context, f"{base}/admin/films/film/{film}/change/")
            lost += [word for word in typed if word not in said]
            typed = [word for word in typed if word in said]
            if number % 3 == 2:
                page.click("[name=_continue]")
                page.wait_for_selector(".messagelist")
            word = f"word{number}."
            page.focus("#id_ending")
            page.keyboard.press("Control+End")
            page.keyboard.type(f" {word}")
            typed.append(word)
            print(number, crash(server, page), flush=True)
            server.start()
        _, said = open_form(context, f"{base}/admin/films/film/{film}/change/")
        lost += [word for word in typed if word not in said]
        browser.close()
        server.kill()
    print(f"{rounds} crashes, {len(lost)} words lost: {' '.join(lost) or 'none'}")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10))
