"""The city: played, scrubbed, coloured, and entered by a dot."""

from __future__ import annotations

import re

import pytest

from axe import violations
from looks import LOOKS, at

WEEKS = 2 * 52
FRAMES = WEEKS
"""So few people are drawn each week."""


@pytest.fixture
def city(opened, smaller):
    page = opened("/en/city/")
    smaller(page, "runs", citizens=1_000, years=2)
    page.click("#begin")
    page.locator("#state", has_text="Done").wait_for()
    page.locator(f"#week[max='{FRAMES - 1}']").wait_for()
    return page


def colours(page) -> set[str]:
    """Return every colour that the picture has."""
    return set(
        page.eval_on_selector(
            "#map", "one => { const copy = new OffscreenCanvas(one.width, one.height); "
            "const pen = copy.getContext('2d', { willReadFrequently: true }); pen.drawImage(one, 0, 0); "
            "const { data } = pen.getImageData(0, 0, one.width, one.height); "
            "const seen = []; for (let at = 0; at < data.length; at += 4) "
            "if (data[at + 3]) seen.push([data[at], data[at + 1], data[at + 2]].join(' ')); "
            "return [...new Set(seen)] }",
        )
    )  # fmt: skip


def test_the_film_goes_to_the_end_of_the_run(city):
    assert city.inner_text("#when") == "Dec 2021"
    assert city.locator("#week").input_value() == str(FRAMES - 1)
    assert re.search(r"People: [\d,]+\. On the list: \d+ \([\d.]+\s%\)\. One run\.", city.inner_text("#counts"))


def test_it_is_played_and_paused_and_scrubbed(city):
    at_the_end = colours(city)
    city.click("#play")
    city.locator("#play", has_text="Pause").wait_for()
    city.locator("#week:not([max='0'])").wait_for()
    city.click("#play")
    assert city.inner_text("#play") == "Play"
    stopped = int(city.locator("#week").input_value())
    assert stopped < FRAMES - 1
    city.focus("#week")
    city.keyboard.press("Home")
    assert city.inner_text("#when") == "Jan 2020"
    assert "Jan 2020. People" in city.get_attribute("#map", "aria-label")
    assert len(colours(city)) < len(at_the_end)  # in the first weeks nobody has moved far


def test_colours_tell_the_score_or_what_shuts_people_out(city):
    by_score = colours(city)
    assert len(by_score) > 5
    city.select_option("#colour", "doors")
    assert colours(city) != by_score
    assert city.locator("#legend li").count() == 4
    city.select_option("#colour", label="shut out of: work")
    assert city.locator("#legend li").all_inner_texts() == ["not shut out", "shut out"]


def test_a_dot_opens_a_life_and_back_leads_to_the_same_week(city):
    city.focus("#week")
    city.keyboard.press("Home")
    city.keyboard.press("ArrowRight")
    city.select_option("#colour", "doors")
    city.locator("#map").click(position={"x": 3, "y": 3})
    city.locator("#life h3").wait_for()
    citizen = re.search(r"/(\d+)$", city.url)[1]
    assert city.inner_text("#life h3") == f"Person {citizen} under these rules"
    city.go_back()
    city.locator("#state", has_text="Done").wait_for()
    city.locator(f"#week[max='{FRAMES - 1}']").wait_for()
    assert city.locator("#week").input_value() == "1"
    assert city.locator("#colour").input_value() == "doors"


def test_the_keyboard_goes_from_person_to_person_and_opens_a_life(city):
    city.focus("#map")
    seen = []
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowLeft"):
        city.keyboard.press(key)
        seen.append(city.locator("#citizen").input_value())
    assert len(set(seen)) == len(seen)
    city.keyboard.press("Enter")
    city.locator("#life h3", has_text=f"Person {seen[-1]} ").wait_for()


def test_the_page_says_how_far_apart_its_pictures_are(city, smaller):
    assert city.inner_text("#every") == "One picture for each week."
    city.unroute("**/api/runs")
    smaller(city, "runs", citizens=4_000, years=1)
    city.click("#begin")
    city.locator("#every", has_text="One picture every 4 weeks").wait_for()
    city.locator("#state", has_text="Done").wait_for()
    city.locator("#week[max='13']").wait_for()


def test_a_number_that_nobody_has_is_said_to_be_nobodys(city):
    most = int(city.get_attribute("#citizen", "max"))
    for wrong in (str(most + 1), "-1", "1.5"):
        city.fill("#citizen", wrong)
        city.keyboard.press("Tab")
        city.locator("#nobody", has_text=f"Numbers go from 0 to {most:,}.").wait_for()
        assert city.locator("#open").is_hidden()
        city.fill("#citizen", "0")
        city.keyboard.press("Tab")
        city.locator("#open").wait_for()
        assert city.inner_text("#nobody") == ""


def test_nobody_is_scored_under_none(opened, smaller):
    page = opened("/en/city/")
    smaller(page, "runs", citizens=1_000, years=1)
    page.select_option("[name=policy]", "none")
    page.click("#begin")
    page.locator("#state", has_text="Done").wait_for()
    assert page.locator("#colour").input_value() == "doors"
    page.select_option("#colour", "score")
    assert page.locator("#legend li").all_inner_texts() == ["Nobody has a score under these rules."]
    assert len(colours(page)) == 1


def test_axe_finds_nothing_in_a_city(city):
    for look in LOOKS:
        at(city, *look)
        assert violations(city) == [], look
