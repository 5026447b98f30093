"""Fixtures for every test: no network, no files left behind, a browser where there is one."""

import gc
import ipaddress
import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.plugin import DjangoDbBlocker

from tests import prepared_tables

CHROMIUM = shutil.which(os.environ.get("CHROMIUM", "")) or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
NO_CHROMIUM = "no Chromium here (install chromium, or set CHROMIUM to its path)"
# What Playwright itself switches off (of two such lists Chromium takes the last), and the pages of
# the address bar's drop-down, which Chromium loads anew for every context: half of what one costs.
SWITCHED_OFF = [
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxPopup",
]
CHROMIUM_OPTIONS = [
    f"--disable-features={','.join(SWITCHED_OFF)}",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The browser stays on this machine whatever a page asks for.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]

# A busy machine is no fault of the code; 50 examples of each rule keep the whole suite quick.
hypothesis.settings.register_profile("marquee", deadline=None, max_examples=50)
hypothesis.settings.load_profile("marquee")


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Iterator[None]:
    """Look for garbage less often, and never in what stays to the end: code, models, tests."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.set_threshold(20_000, 20, 20)
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, with the reason, what needs a browser where there is none."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason=NO_CHROMIUM))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end, in words nobody misses, that the browser tests did not run."""
    skipped = [
        report
        for report in terminalreporter.stats.get("skipped", [])
        if "browser" in report.keywords
    ]
    if skipped:
        terminalreporter.section("BROWSER TESTS SKIPPED", yellow=True)
        terminalreporter.line(f"{len(skipped)} tests were skipped: {NO_CHROMIUM}.")


@pytest.fixture(autouse=True, scope="session")
def _only_this_machine() -> Iterator[None]:
    """Refuse connections to other machines: a site of ours asks nobody, and so do its tests."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def guard(address: object) -> None:
        if isinstance(address, tuple) and not is_this_machine(str(address[0])):
            raise AssertionError(f"a test tried to reach {address[0]}")

    def guarded_connect(self: socket.socket, address: tuple) -> None:
        guard(address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: tuple) -> int:
        guard(address)
        return connect_ex(self, address)

    socket.socket.connect, socket.socket.connect_ex = guarded_connect, guarded_connect_ex
    yield
    socket.socket.connect, socket.socket.connect_ex = connect, connect_ex


def is_this_machine(host: str) -> bool:
    """Say whether an address (or name) of a connection is the loopback."""
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture(autouse=True, scope="session")
def _no_threads_of_the_server() -> None:
    """Stop the threads that config/wsgi.py starts, which a test may have imported."""
    from config import timetable  # app ready: Django is set up after this file is read
    from reviews import outbox  # app ready

    outbox._sender.is_on = False
    timetable.stop()


@pytest.fixture(scope="session")
def django_db_keepdb(
    request: pytest.FixtureRequest, django_db_modify_db_settings: None, django_db_createdb: bool
) -> bool:
    """Begin with the tables that an earlier run has made, where the code is still the same."""
    is_asked_for: bool = request.config.getvalue("reuse_db")
    return is_asked_for or (not django_db_createdb and prepared_tables.take(request.config))


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """Keep the new tables for the next run, before the first test writes to them."""
    with django_db_blocker.unblock():
        prepared_tables.keep(request.config)


@pytest.fixture(autouse=True)
def _fresh_cache() -> Iterator[None]:
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path: Path) -> Path:
    """Give each test its own media folder."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start one Chromium for the whole session."""
    # Playwright runs an event loop in this thread, where Django would refuse the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, live_server) -> Iterator[Page]:
    """Open a phone-sized page on the live server: page.goto("/") is the home page.

    The test fails when a script throws or the browser refuses something of the page: a broken
    Content-Security-Policy shows here.
    """
    complaints: list[str] = []
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 390, "height": 844}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda message: (
            complaints.append(message.text) if "Content Security Policy" in message.text else None
        ),
    )
    yield page
    context.close()
    assert complaints == []
