"""Each chapter lives: its controls make a run, its charts are drawn, and a sentence says what was found."""

from __future__ import annotations

import json
import re
import shlex

import pytest

from axe import violations
from chinese import open_all
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
    pair = CHAPTERS[name].compare_with
    assert page.inner_text("#state") == ("Done. One pair of runs." if pair else "Done. One run.")
    named = [*CHAPTERS[name].charts, *CHAPTERS[name].compared_charts]
    assert page.locator("#charts > *").count() == len(named)
    drawn = page.eval_on_selector_all("#charts figure", "all => all.map(one => one.dataset.chart)")
    assert drawn == [chart for chart in named if chart in drawn]
    for picture in page.locator("#charts img").all():
        picture.scroll_into_view_if_needed()
        picture.evaluate("image => image.decode()")
        assert picture.evaluate("image => image.naturalWidth") > 200
        alternative = picture.get_attribute("alt")
        told = page.request.get(picture.evaluate("image => image.src.replace('.svg', '.json')")).json()
        assert alternative.startswith(f"{told['title']}. {told['caption']}")
        assert ("Vertical axis: " in alternative) == ("layer" in told["specification"])
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


def test_what_is_shown_is_said_to_be_of_the_run_before_until_the_controls_stand_as_they_did(opened):
    page = opened(f"/en/{FIRST}/")
    page.uncheck("input[name=payments]")
    assert page.locator("#earlier").is_hidden()
    begin(page)
    finished(page)
    done, field = page.inner_text("#state"), page.locator("input[type=range]").first
    assert page.locator("#earlier").is_hidden()
    before = field.input_value()
    for _ in range(2):
        page.get_by_role("button", name="Put the controls back").click()
        page.locator("#state", has_text="Changed.").wait_for()
        assert page.inner_text("#earlier") == "What is shown below is of the run before the change."
        page.uncheck("input[name=payments]")
        page.locator("#state", has_text=done).wait_for()
        assert page.locator("#earlier").is_hidden()
        field.focus()
        page.keyboard.press("End")
        page.locator("#earlier").wait_for()
        field.fill(before)
        page.locator("#earlier").wait_for(state="hidden")
        assert page.inner_text("#state") == done
    page.check("input[name=payments]")
    page.reload()
    page.locator("#state", has_text=done).wait_for()
    finished(page)
    page.get_by_role("button", name="Put the controls back").click()
    page.locator("#earlier").wait_for()
    begin(page)
    finished(page)
    assert page.locator("#earlier").is_hidden()
    page.get_by_role("button", name="Put the controls back").click()
    assert page.inner_text("#state") == done


@pytest.mark.parametrize(("name", "moved"), [(FIRST, False), (FIRST, True), (COMPARED, True)])
def test_the_commands_on_a_page_come_to_the_fingerprint_on_it(opened, scored, tmp_path, name, moved):
    page = opened(f"/en/{name}/")
    open_all(page)
    if moved:
        changed(page, CHAPTERS[name].controls[0])
    begin(page)
    finished(page)
    with page.expect_download() as download:
        page.click("#repeat a")
    download.value.save_as(tmp_path / "policy.yaml")
    assert download.value.suggested_filename == "policy.yaml"
    commands = [shlex.split(text) for text in page.locator("#repeat code").all_inner_texts()]
    assert ("policy.yaml" in commands[1 if CHAPTERS[name].compare_with else 0]) == moved
    told = [scored(*command[1:], *(["--json"] if command[1] == "simulate" else [])) for command in commands]
    assert [one.status for one in told] == [0] * len(told)
    lived = [json.loads(one.out) for one, command in zip(told, commands, strict=True) if command[1] == "simulate"]
    assert len(lived) == (2 if CHAPTERS[name].compare_with else 1)
    assert lived[-1]["fingerprint"].startswith(fingerprint(page))


def changed(page, control):
    """Move a control away from its start."""
    field = page.locator(f"[name={control.id}]")
    if control.kind == "slider":
        field.fill(str(control.from_ if control.start != control.from_ else control.to))
    elif control.kind == "switch":
        field.set_checked(not control.start)
    else:
        page.check(f"[name={control.id}]:not([value={control.start}])")


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
