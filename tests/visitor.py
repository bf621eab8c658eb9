"""A visitor of the site: a browser that is cut off from everything else, and remembers what went wrong."""

from __future__ import annotations

import re

PATIENCE = 60_000


class Visit:
    """A visitor's browser: its pages, and what went wrong in them."""

    def __init__(self, chromium, address, **options):
        self.address, self.trouble = address, []
        self.context = chromium.new_context(**{"viewport": {"width": 1440, "height": 900}, "locale": "en"} | options)
        self.context.set_default_timeout(PATIENCE)
        self.context.route(re.compile(rf"^(?!{re.escape(address)}/)(?!data:)(?!blob:)"), self._refuse)

    def open(self, path: str):
        """Open a page of the site in a tab of its own."""
        page = self.context.new_page()
        page.on("console", lambda message: self.trouble.append(message.text))
        page.on("pageerror", lambda error: self.trouble.append(str(error)))
        page.on("dialog", lambda dialog: (self.trouble.append(dialog.message), dialog.dismiss()))
        page.goto(f"{self.address}{path}")
        return page

    def _refuse(self, route):
        self.trouble.append(f"asked for {route.request.url}")
        route.abort()


def begin(page):
    """Let the society of a chapter live."""
    if page.locator("#noted").count():
        page.locator("#noted").evaluate("one => { one.open = true }")
    page.click("#begin")


def finished(page) -> str:
    """Wait until a chapter has lived, and return what it found."""
    page.wait_for_selector("#charts figure, #charts p.note:not(:text('being drawn'))")
    page.wait_for_selector("#repeat:not([hidden])")
    return page.inner_text("#found")


def fingerprint(page) -> str:
    """Return that of the run of a chapter, as its page says."""
    return re.search(r"fingerprint (\w+)", page.inner_text("#repeat"))[1]
