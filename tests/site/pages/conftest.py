"""A served site and a browser that is cut off from everything else; whatever goes wrong in a page is collected."""

from __future__ import annotations

import pytest
from playwright.sync_api import sync_playwright

from scored_society.site import pages
from scored_society.site.api import chapters as asked
from scored_society.site.chapters import load_chapters
from served_site import served
from visitor import Visit

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
CITIZENS, YEARS = 600, 2
"""Of the chapters' runs, so that all of them can be lived in a test."""


@pytest.fixture(scope="module")
def site():
    """The address of a site whose chapters are small, and its memory."""
    small = {
        name: chapter.model_copy(update={"citizens": CITIZENS, "years": YEARS})
        for name, chapter in load_chapters().items()
    }
    with pytest.MonkeyPatch.context() as patch:
        for module in (pages, asked):
            patch.setattr(module, "load_chapters", lambda: small)
        pages._served.cache_clear()
        with served() as found:
            yield found
    pages._served.cache_clear()


@pytest.fixture(scope="module")
def address(site):
    return site[0]


@pytest.fixture(scope="module")
def hub(site):
    return site[1]


@pytest.fixture(scope="module")
def chromium():
    """The system's Chromium, which asks nothing of the network by itself."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, address):
    """Open pages as a visitor; nothing may go wrong in them, and nothing may be asked for elsewhere."""
    visits = []

    def visiting(**options):
        visits.append(Visit(chromium, address, **options))
        return visits[-1]

    yield visiting
    for one in visits:
        one.context.close()
    assert [text for one in visits for text in one.trouble] == []


@pytest.fixture
def opened(visit):
    """Open one page."""
    return lambda path, **options: visit(**options).open(path)


def smaller(page, path: str, **changes):
    """Let a page ask for less than it would: what it posts to a path is changed."""

    def change(route):
        if route.request.method != "POST":
            route.continue_()
            return
        route.continue_(post_data=route.request.post_data_json | changes)

    page.route(f"**/api/{path}", change)


@pytest.fixture(name="smaller")
def _smaller():
    return smaller
