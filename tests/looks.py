"""The looks of a page: light and dark, on a telephone and on a large screen."""

from __future__ import annotations

from playwright.sync_api import Page

LOOKS = [("light", 360), ("dark", 1440), ("light", 1440), ("dark", 360)]
"""Scheme of colours, and width in pixels."""


def at(page: Page, scheme: str, width: int) -> None:
    """Give a page a look; nothing may then be wider than the page."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width, (scheme, width)
