"""Accessibility of a page, as axe-core sees it."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def violations(page: Page) -> list[str]:
    """Return what axe-core finds wrong in a page as it stands: rule, impact, help and the elements concerned.

    All of axe's rules run, best practices included; nothing is exempt.
    """
    return [_told(violation) for violation in Axe().run(page).response["violations"]]


def _told(violation: dict) -> str:
    elements = "; ".join(" ".join(map(str, node["target"])) for node in violation["nodes"])
    return f"{violation['id']} ({violation['impact']}): {violation['help']}: {elements}"
