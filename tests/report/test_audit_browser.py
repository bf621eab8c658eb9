"""The page of an audit in a real browser: everybody can read it, in any light and on any screen."""

from __future__ import annotations

import pytest

from axe import violations
from report import audited


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("audited")
    return {
        "as_told": audited.as_told(folder / "as_told.html"),
        "reform": audited.reform(folder / "reform.html"),
        "hostile": audited.hostile(folder / "hostile.html"),
    }


@pytest.fixture
def opened(browser):
    contexts = []

    def open_page(path, width, scheme):
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.goto(path.as_uri())
        page.wait_for_selector("html[data-drawn=true]", state="attached", timeout=60_000)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [
        ("as_told", 360, "light"),
        ("as_told", 1440, "dark"),
        ("reform", 360, "dark"),
        ("reform", 1440, "light"),
        ("hostile", 360, "dark"),
    ],
)
def test_everybody_can_read_it(opened, pages, name, width, scheme):
    page = opened(pages[name], width, scheme)
    page.evaluate("[...document.querySelectorAll('details')].slice(0, 6).forEach(each => { each.open = true })")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("figure.drawn .live svg").count() == page.locator("figure").count() > 0


def test_axe_sees_what_is_wrong(opened, pages):
    page = opened(pages["hostile"], 1440, "light")
    page.evaluate("document.querySelector('h1').style.color = '#ddd'; document.documentElement.removeAttribute('lang')")
    assert {found.split(" ")[0] for found in violations(page)} >= {"color-contrast", "html-has-lang"}
