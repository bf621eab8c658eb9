"""The page of a life in a real browser, cut off from everything: the system's Chromium, which has to be there."""

import pytest

from report.test_life import hostile_life, life_page

__all__ = ["hostile_life", "life_page"]


@pytest.fixture
def opened(browser):
    """Open a file; whatever goes wrong, and whatever is asked of the network, is collected."""
    contexts, trouble = [], []

    def open_page(path, *, width=1440, scheme="light"):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: None if request.url.startswith("file:") else trouble.append(request.url))
        page.on("console", lambda message: trouble.append(message.text))
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("dialog", lambda dialog: (trouble.append(dialog.message), dialog.dismiss()))
        page.goto(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert trouble == []


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("written", ["life_page", "hostile_life"])
def test_a_life_fits_the_page_and_asks_nothing_of_the_network(opened, written, width, request):
    page = opened(request.getfixturevalue(written), width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    boxes = page.eval_on_selector_all(".sides > article", "all => all.map(each => each.getBoundingClientRect().x)")
    assert (boxes[0] == boxes[1]) == (width == 360)


def test_marks_lie_within_their_tracks(opened, life_page):
    outside = """all => all.filter(mark => {
        const [own, track] = [mark, mark.parentElement].map(each => each.getBoundingClientRect());
        return own.width === 0 || own.left < track.left - 6 || own.right > track.right + 6;
    }).length"""
    for width in (360, 1440):
        page = opened(life_page, width=width)
        assert page.locator(".track i >> visible=true").count() > 20
        assert page.eval_on_selector_all(".lane:not(.empty) .track i", outside) == 0


def test_lanes_of_both_lives_stand_beside_each_other(opened, life_page):
    page = opened(life_page)
    tops = "all => all.map(lane => Math.round(lane.getBoundingClientRect().y))"
    assert page.eval_on_selector_all("#this .lane", tops) == page.eval_on_selector_all("#other .lane", tops)


def test_a_table_opens(opened, life_page):
    page = opened(life_page)
    page.locator("#this-acts summary").click()
    assert page.locator("#this-acts tbody tr >> visible=true").count() > 0


def test_the_line_turns_with_the_page(opened, life_page):
    colours = [
        opened(life_page, scheme=scheme).eval_on_selector(".score path", "line => getComputedStyle(line).stroke")
        for scheme in ("light", "dark")
    ]
    assert colours[0] != colours[1]
