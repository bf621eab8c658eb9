"""Each chapter lives: its controls make a run, its charts are drawn, and a sentence says what was found."""

from __future__ import annotations

import re

import pytest

from axe import violations
from looks import LOOKS, at
from scored_society.site.chapters import load_chapters
from served_site import served
from visitor import begin, fingerprint, finished

CHAPTERS = load_chapters()
FIRST, COMPARED = "score", "another"
LONG = {"citizens": 100_000, "years": 40, "society": "china-2020"}


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_lives_and_says_what_it_found(opened, name):
    page = opened(f"/en/{name}/")
    begin(page)
    assert re.search(r"one run|interval|95 %", finished(page))
    assert page.inner_text("#state") == "Done. One run."
    named = CHAPTERS[name].compared_charts if CHAPTERS[name].compare_with else CHAPTERS[name].charts
    assert page.locator("#charts > *").count() == len(named)
    for picture in page.locator("#charts img").all():
        picture.scroll_into_view_if_needed()
        picture.evaluate("image => image.decode()")
        assert picture.evaluate("image => image.naturalWidth") > 200
        assert len(picture.get_attribute("alt")) > 60
    assert page.locator("#charts figure details").count() == page.locator("#charts figure").count()
    assert page.locator("#stage .numbers dd").count() >= 5


@pytest.mark.parametrize("name", [FIRST, COMPARED])
def test_axe_finds_nothing_in_a_chapter_that_has_lived(opened, name):
    page = opened(f"/en/{name}/")
    begin(page)
    finished(page)
    page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")
    for look in LOOKS:
        at(page, *look)
        assert violations(page) == [], look


def test_a_control_changes_what_happens_and_the_table_says_it_in_numbers(opened):
    page = opened(f"/en/{FIRST}/")
    begin(page)
    before = finished(page), fingerprint(page)
    page.uncheck("input[name=payments]")
    assert page.inner_text("#state").startswith("Changed.")
    begin(page)
    page.wait_for_selector("#repeat:not([hidden])")
    assert (finished(page), fingerprint(page)) != before
    page.click("#stage summary")
    shown = page.locator("#stage table >> nth=0").locator("tbody tr").last.inner_text()
    assert page.locator("#stage .numbers dd").first.inner_text() in shown


def test_reduced_motion_draws_a_year_at_a_time(opened):
    page = opened(f"/en/{FIRST}/", reduced_motion="reduce")
    page.evaluate(
        "() => { window.drawn = 0; const whole = CanvasRenderingContext2D.prototype.clearRect; "
        "CanvasRenderingContext2D.prototype.clearRect = "
        "function (...all) { window.drawn += 1; whole.apply(this, all) } }"
    )
    begin(page)
    finished(page)
    assert page.evaluate("window.drawn") < 12


def test_back_leads_to_what_was_found(opened):
    page = opened(f"/en/{FIRST}/")
    page.uncheck("input[name=payments]")
    begin(page)
    found = finished(page), fingerprint(page)
    page.click("nav.next a[rel=next]")
    page.go_back()
    assert (finished(page), fingerprint(page)) == found
    assert not page.is_checked("input[name=payments]")


def test_a_reload_in_the_middle_goes_on_with_the_same_run(opened, hub, smaller):
    page = opened("/en/city/")
    smaller(page, "runs", citizens=20_000, years=8)
    page.click("#begin")
    page.locator("#week:not([max='0'])").wait_for()
    before = {task.id for task in hub.shelf.all()}
    page.reload()
    page.locator("#state", has_text="Done").wait_for()
    assert {task.id for task in hub.shelf.all()} == before
    assert page.locator("#week").get_attribute("max") == str(len(range(0, 8 * 52, 4)))


def test_two_tabs_do_not_mix(visit):
    visitor = visit()
    pages = [visitor.open(f"/en/{FIRST}/") for _ in range(2)]
    pages[0].locator("input[type=range]").first.fill("30")
    for page in pages:
        begin(page)
    told = [(finished(page), fingerprint(page)) for page in pages]
    assert told[0] != told[1]
    pages[0].reload()
    assert (finished(pages[0]), fingerprint(pages[0])) == told[0]


def test_stop_ends_a_run_and_the_next_one_begins(opened, hub, smaller):
    page = opened("/en/city/")
    smaller(page, "runs", **LONG)
    page.click("#begin")
    page.locator("#state", has_text="They live").wait_for()
    page.click("#stop")
    page.locator("#state", has_text="Stopped.").wait_for()
    assert page.locator("#stop").is_hidden()
    page.unroute("**/api/runs")
    page.select_option("[name=citizens]", "2000")
    page.click("#begin")
    page.locator("#state", has_text="Done").wait_for()
    assert not any(task.status == "living" for task in hub.shelf.all())


def test_a_page_says_when_the_server_is_gone(chromium):
    with served() as (address, _):
        context = chromium.new_context()
        page = context.new_page()
        page.goto(f"{address}/en/{FIRST}/")
        page.route("**/api/chapters/*/runs", lambda route: route.continue_(url=f"{address}/api/runs", post_data=LONG))
        page.click("#begin")
        page.locator("#state", has_text="They live").wait_for()
    page.locator("#problem", has_text="connection to this computer").wait_for()
    page.click("#stop")
    page.click("#begin")
    page.locator("#problem", has_text="Is it still running?").wait_for()
    context.close()
