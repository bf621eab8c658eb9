"""The report in a real browser, cut off from everything: the system's Chromium, which has to be there."""

import pytest


@pytest.fixture
def opened(browser):
    """Open a file and wait until its charts are drawn; whatever goes wrong on the way is collected."""
    contexts, trouble = [], []

    def open_page(path, *, width=1000, scheme="light"):
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        contexts.append(context)
        context.route("**/*", only_files)
        page = context.new_page()
        page.on("console", lambda message: trouble.append(message.text))
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("dialog", lambda dialog: (trouble.append(dialog.message), dialog.dismiss()))
        page.goto(path.as_uri())
        page.wait_for_selector("html[data-drawn=true]", state="attached", timeout=60_000)
        return page

    def only_files(route):
        if route.request.url.startswith("file:"):
            route.continue_()
        else:
            trouble.append(route.request.url)
            route.abort()

    yield open_page
    for context in contexts:
        context.close()
    assert trouble == []


@pytest.mark.parametrize("written", ["scored_page", "unscored_page", "hostile_page", "compared_page"])
def test_all_charts_are_drawn_and_nothing_is_asked_of_the_network(opened, written, request):
    page = opened(request.getfixturevalue(written))
    figures = page.locator("figure").count()
    assert figures > 2
    assert page.locator("figure.drawn .live svg").count() == figures
    assert page.locator(".still >> visible=true").count() == 0


def test_a_narrow_page_does_not_scroll_sideways(opened, scored_page):
    page = opened(scored_page, width=360)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    claims = page.locator("#claims .scroll")
    assert claims.evaluate("each => each.scrollWidth <= each.clientWidth")  # answers are not off to the side
    widths = page.eval_on_selector_all(".live svg", "all => all.map(svg => svg.getBoundingClientRect().width)")
    assert all(250 < width <= 328 for width in widths)


def test_a_chart_turns_dark_with_the_page(opened, scored_page):
    colours = [
        opened(scored_page, scheme=scheme).eval_on_selector(".live svg text", "text => getComputedStyle(text).fill")
        for scheme in ("light", "dark")
    ]
    assert colours[0] != colours[1]


def test_a_chart_tells_its_numbers(opened, scored_page):
    page = opened(scored_page)
    page.locator("#waiting .live .mark-rect path").nth(2).hover()
    assert "Mean wait (weeks)" in page.locator("#vg-tooltip-element").inner_text()


def test_without_scripts_the_still_pictures_stay(browser, scored_page):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(scored_page.as_uri())
    assert page.locator(".still svg >> visible=true").count() == page.locator("figure").count()
    context.close()


def test_paper_gets_the_still_pictures(opened, scored_page):
    page = opened(scored_page)
    page.emulate_media(media="print")
    assert page.locator(".still svg >> visible=true").count() == page.locator("figure").count()
    assert page.locator(".live >> visible=true").count() == 0


@pytest.mark.parametrize("width", [360, 1440])
def test_a_comparison_fits_the_page_in_every_panel(opened, compared_page, width):
    page = opened(compared_page, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    room = page.locator("figure").first.evaluate("figure => figure.clientWidth")
    for chart in page.locator("figure .live svg").all():
        drawn = chart.evaluate("svg => [svg.getBoundingClientRect().width, Number(svg.getAttribute('width'))]")
        assert 0.75 * room < drawn[0] <= room
        assert abs(drawn[0] - drawn[1]) <= 0.02 * room  # at its own size, not shrunk until nobody can read it


def test_panels_follow_the_width_of_the_page(opened, compared_page):
    page = opened(compared_page, width=1000)
    chart = page.locator("#effects .live svg")
    before = chart.evaluate("svg => Number(svg.getAttribute('width'))")
    page.set_viewport_size({"width": 620, "height": 800})
    page.wait_for_function(
        "before => Number(document.querySelector('#effects .live svg')?.getAttribute('width')) < before", arg=before
    )
