"""A life: found by what was done to somebody, told beside the same person without a score."""

from __future__ import annotations

import re
from itertools import count

import pytest

from axe import violations

STRICT = "policy: strict\ntitle: Strict\nextends: as-told\nblacklist: {low_score: {at_or_below: 995}}\n"
"""A rule book under which many come onto the list, and some wrongly."""
SEEDS = count(1)
"""Of each test its own: a run that was lived already is given again."""


@pytest.fixture
def visitor(visit):
    return visit()


@pytest.fixture
def page(visitor, smaller):
    found = visitor.open("/en/life/")
    smaller(found, "runs", citizens=2_000, years=3, policy=STRICT, seed=next(SEEDS))
    return found


def told(page) -> str:
    page.locator("#twin h3").wait_for()
    return re.search(r"/([\d.]+)$", page.url)[1]


STREAMS = "**/api/runs/*/stream"


@pytest.fixture
def posted(page) -> list[str]:
    """What the page has asked to be lived, by the end of the address."""
    paths: list[str] = []
    page.on("request", lambda request: request.method == "POST" and paths.append(request.url.rpartition("/")[2]))
    return paths


def look_for(page, what: str, read: int) -> str:
    """Look for a life; the page reads so many streams, and the next never begins. Return the number of its run."""
    begun = []

    def hold(route):
        begun.append(route.request.url.split("/")[-2])
        if len(begun) <= read:
            route.continue_()

    page.route(STREAMS, hold)
    page.click(f"button[data-what={what}]")
    while len(begun) <= read:
        page.wait_for_timeout(10)
    page.unroute(STREAMS)
    return begun[read]


def remembered(page) -> list:
    """Return what is remembered of a search that is under way."""
    return [value for value in (page.evaluate("history.state") or {}).values() if value]


def test_a_reload_while_the_society_is_lived_goes_on_with_it(page, posted):
    run = look_for(page, "random", 0)
    assert run in remembered(page)
    page.reload()
    citizen = told(page)
    assert page.url.endswith(f"#{run}/{citizen}")
    assert page.inner_text("#life h3") == f"Person {citizen} under these rules"
    assert posted == ["runs", "twin"]
    page.locator("button.find:enabled").first.wait_for()
    assert remembered(page) == []


def test_a_reload_while_the_twin_is_lived_goes_on_with_it(page, posted):
    twin = look_for(page, "random", 1)
    heading = page.inner_text("#life h3")
    assert twin in remembered(page)
    page.reload()
    told(page)
    assert page.inner_text("#life h3") == heading
    assert posted == ["runs", "twin"]


def test_who_comes_back_to_a_run_that_is_gone_gets_the_same_looked_for_again(page, posted, address, visitor):
    run = look_for(page, "listed-wrongly", 0)
    page.goto("about:blank")
    assert page.request.delete(f"{address}/api/runs/{run}").status == 204
    page.go_back()
    told(page)
    assert page.locator("#life .timeline li.wrong").count() > 0
    assert posted == ["runs", "runs", "twin"]
    assert [text for text in visitor.trouble if "404" not in text] == []
    visitor.trouble.clear()


def test_what_was_stopped_does_not_begin_again(page, posted):
    look_for(page, "random", 0)
    page.click("#stop")
    page.locator("#state", has_text="Stopped.").wait_for()
    page.reload()
    page.locator("button.find:enabled").first.wait_for()
    assert remembered(page) == []
    assert posted == ["runs"]


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
    assert page.locator("#life .timeline details[open]").count() == 1
    assert page.locator("#life .timeline details[open] li.wrong").count() > 0
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
