"""The README's three pictures of the site, taken of its own pages as a browser shows them.

`python docs/writers/screens.py` serves the site for itself, lets its societies live, and writes docs/pictures/. It
needs Chromium and the packages of the tests. `docs/write.py` does not call it: the pictures change with every font.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from scored_society.site.app import create_app
from scored_society.site.settings import Settings

PICTURES = Path(__file__).parents[1] / "pictures"
CHROMIUM = "/usr/bin/chromium"
WIDTH, HEIGHT = 1000, 900
PATIENCE = 300_000
LAST = "Dec 2024"
"""Of the city: five years after its start."""


def main() -> None:
    """Write all three."""
    with _served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, (path, live) in SCREENS.items():
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            page.set_default_timeout(PATIENCE)
            page.goto(f"{address}{path}")
            last = live(page)
            bottom = page.locator(last).last.evaluate("one => one.getBoundingClientRect().bottom + window.scrollY")
            shown = {"x": 0, "y": 0, "width": WIDTH, "height": round(bottom) + 24}
            page.screenshot(path=PICTURES / f"{name}.png", full_page=True, clip=shown)
            page.close()
        browser.close()


def _chapter(page: Page) -> str:
    """Live a chapter, and return down to where it is shown."""
    page.click("#begin")
    page.wait_for_selector("#charts figure")
    return "#stage .numbers"


def _city(page: Page) -> str:
    page.click("#begin")
    page.locator("#state", has_text="Done").wait_for()
    page.locator("#when", has_text=LAST).wait_for()
    return "#counts"


def _lab(page: Page) -> str:
    page.locator("#form-b details").first.wait_for(state="attached")
    page.select_option("#book-a", "as-told")
    page.select_option("#book-b", "due-process")
    page.locator("#form-a details, #form-a p").first.wait_for(state="attached")
    page.click("#begin")
    page.wait_for_selector("#results table")
    return "#results .scroll >> nth=0"


SCREENS: dict[str, tuple[str, Callable[[Page], str]]] = {
    "site-chapter": ("/en/score/", _chapter),
    "site-city": ("/en/city/", _city),
    "site-lab": ("/en/lab/", _lab),
}


@contextmanager
def _served() -> Iterator[str]:
    """Serve the site on a port that is free, and yield its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(Settings(port=port)), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        while not server.started:
            threading.Event().wait(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


if __name__ == "__main__":
    main()
