"""A life: found by what was done to somebody, told beside the same person without a score."""

from __future__ import annotations

import re

import pytest

from axe import violations

STRICT = "policy: strict\ntitle: Strict\nextends: as-told\nblacklist: {low_score: {at_or_below: 995}}\n"
"""A rule book under which many come onto the list, and some wrongly."""


@pytest.fixture
def page(opened, smaller):
    found = opened("/en/life/")
    smaller(found, "runs", citizens=2_000, years=3, policy=STRICT)
    return found


def told(page) -> str:
    page.locator("#twin h3").wait_for()
    return re.search(r"/([\d.]+)$", page.url)[1]


def test_a_random_life_stands_beside_its_twin_and_back_leads_to_it_again(page):
    page.click("button[data-what=random]")
    citizen = told(page)
    assert page.inner_text("#life h3") == f"Person {citizen} under these rules"
    assert page.inner_text("#twin h3") == "The same person without a score"
    assert page.locator("#life svg[role=img]").count() == 1
    assert page.locator("#twin svg").count() == 0
    assert "Nobody has a score here." in page.inner_text("#twin")
    assert "your own" in page.inner_text("#society")
    assert "One run." in page.inner_text("#society")
    page.locator("button[data-what=random]:enabled").click()
    page.locator("#life h3", has_not_text=f"Person {citizen} ").wait_for()
    page.go_back()
    page.locator("#life h3", has_text=f"Person {citizen} ").wait_for()


def test_somebody_wrongly_punished(page):
    page.click("button[data-what=listed-wrongly]")
    told(page)
    assert page.locator("#life .timeline li.wrong").count() > 0
    assert page.locator("#life .spells .bar.wrong").count() > 0
    rows = dict(
        page.locator("#life table tbody tr").evaluate_all(
            "all => all.map(row => [...row.cells].map(cell => cell.innerText))"
        )
    )
    assert int(rows["Of these, wrongly"].replace(",", "")) > 0
    page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")
    assert "by true records alone" in page.inner_text("#life .timeline")
    for scheme, width in (("light", 1440), ("dark", 360)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_child_of_a_listed_parent(page):
    page.click("button[data-what=parent-listed]")
    told(page)
    assert "closed" in page.inner_text("#life .spells")
    assert re.search(r": \d+ years old", page.inner_text("#life"))


def test_when_nobody_is_found_a_larger_society_is_offered(opened, smaller):
    page = opened("/en/life/")
    smaller(page, "runs", citizens=200, years=1)
    page.click("button[data-what=listed-wrongly]")
    page.locator("#nobody p").wait_for()
    assert "Nobody like that was found" in page.inner_text("#nobody")
    smaller(page, "runs", citizens=2_000, years=3, policy=STRICT)
    page.click("#nobody button")
    told(page)
    assert page.locator("#nobody button").count() == 0


def test_a_run_that_is_gone_is_said_to_be_gone(visit):
    one = visit()
    page = one.open(f"/en/life/#{'x' * 16}/12")
    page.locator("#problem", has_text="no longer here").wait_for()
    one.trouble.remove(next(text for text in one.trouble if "404" in text))
