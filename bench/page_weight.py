"""What a first visit to each kind of page costs over the wire, by kind of file.

    make run &                                     # in another terminal
    .venv/bin/python bench/page_weight.py [http://127.0.0.1:8000]

A real browser loads each page with an empty cache and counts the bytes as they were sent,
compressed and with their headers. Pictures are counted apart.
"""

import os
import shutil
import sys
from collections import Counter

from playwright.sync_api import Browser, sync_playwright

PAGES = {
    "home": "/",
    "film": "/films/the-sessions-2012/",
    "list": "/films/",
    "person": "/people/buster-keaton/",
}
KINDS = ("Document", "Stylesheet", "Script", "Font", "Image", "Other")


def weigh(browser: Browser, address: str) -> tuple[Counter[str], Counter[str]]:
    """Return the bytes and the number of files of one first visit, by kind of file."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    kinds: dict[str, str] = {}
    size: Counter[str] = Counter()
    files: Counter[str] = Counter()

    def responded(event: dict) -> None:
        kinds[event["requestId"]] = event["type"] if event["type"] in KINDS else "Other"

    def finished(event: dict) -> None:
        kind = kinds.get(event["requestId"], "Other")
        size[kind] += int(event["encodedDataLength"])
        files[kind] += 1

    session.on("Network.responseReceived", responded)
    session.on("Network.loadingFinished", finished)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    context.close()
    return size, files


def main() -> None:
    base = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chrome")
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    heads = ["HTML", "CSS", "JS", "fonts", "images", "other", "without images"]
    print(f"{'page':<8}" + "".join(f"{head:>16}" for head in heads))
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=chromium, args=flags)
        for name, path in PAGES.items():
            size, files = weigh(browser, base + path)
            cells = [f"{size[kind]:,} ({files[kind]})" for kind in KINDS]
            total = f"{sum(size.values()) - size['Image']:,}"
            print(f"{name:<8}" + "".join(f"{cell:>16}" for cell in [*cells, total]))
        browser.close()


if __name__ == "__main__":
    main()
