"""Being someone: chosen month by month for five years, beside the twin who kept silent and the one who spoke."""

from __future__ import annotations

import re

import pytest

from axe import violations

SPEECH = "speaking_out"


@pytest.fixture
def visitor(visit):
    return visit()


@pytest.fixture
def page(visitor, smaller):
    found = visitor.open("/en/someone/")
    smaller(found, "someone", seed=1)
    found.click("#begin")
    found.locator("#choices fieldset").wait_for()
    return found


def month(page) -> str:
    return page.locator("#stands dd").first.inner_text()


def live(page, act: str | None = None):
    before = month(page)
    if act:
        option = page.locator(f"input[value={act}]")
        option.locator("xpath=ancestor::details").locator("summary").click()
        option.check()
    page.click("#choices button[type=submit]")
    page.locator("#stands dd >> nth=0").filter(has_not_text=before).wait_for()


def test_five_years_are_lived_and_end_beside_both_twins(page, visitor):
    assert re.match(r"Person \d+: \d+ years old;", page.inner_text("#who"))
    assert month(page) == "1 of 60"
    assert "if one of these sees it: police" in page.locator(f"label:has(input[value={SPEECH}])").text_content()
    for _ in range(3):
        live(page, SPEECH)
    assert month(page) == "4 of 60"
    assert page.locator("#news li").count() > 0
    page.click("text=Let the rest of the time pass")
    page.locator("#end h3").first.wait_for()
    ended = page.inner_text("#end")
    assert "One life." in ended
    assert [
        text for text in ("The twin who kept silent", "The twin who spoke", "Your five years") if text not in ended
    ] == []
    cost = page.locator("#end table").first
    cells = cost.locator("tbody tr").evaluate_all("all => all.map(row => [...row.cells].map(cell => cell.innerText))")
    assert [row[0] for row in cells] == [
        "Their trust",
        "Their belief of being seen",
        "Protected acts that they held back",
    ]
    for _, silent, spoke, difference in cells:
        if silent == spoke:
            assert difference == "0"
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert [cookie["name"] for cookie in visitor.context.cookies()] == ["scored_client"]
    page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")
    for scheme, width in (("light", 360), ("dark", 1440)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_reload_finds_the_same_person_in_the_same_month(page):
    live(page)
    who = page.inner_text("#who")
    page.reload()
    page.locator("#choices fieldset").wait_for()
    assert (page.inner_text("#who"), month(page)) == (who, "2 of 60")
    live(page)
    assert month(page) == "3 of 60"


def test_choices_are_open_to_the_keyboard(page):
    page.locator("#choices summary").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("#choices input:checked").get_attribute("value")
    assert chosen != "nothing"
    page.keyboard.press("Enter")
    page.locator("#stands dd", has_text="2 of 60").wait_for()


def test_somebody_who_was_forgotten_is_said_to_be(page, visitor, hub):
    for number in list(hub._someones):
        hub.forget_someone(number)
    page.click("#choices button[type=submit]")
    page.locator("#problem", has_text="Draw somebody else").wait_for()
    visitor.trouble.clear()
