"""Chinese pages on which something has lived: every word is Chinese; see test_pages for those that wait."""

from __future__ import annotations

import pytest

from axe import violations
from chinese import foreign, open_all
from looks import LOOKS, at
from scored_society.site.chapters import load_chapters
from visitor import begin, finished

CHAPTERS = list(load_chapters())


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_that_has_lived_is_chinese_and_satisfies_axe(opened, name):
    page = opened(f"/zh/{name}/")
    begin(page)
    finished(page)
    open_all(page)
    assert page.locator("#charts figure").count() + page.locator("#charts p.note").count() > 0
    assert foreign(page) == []
    at(page, *LOOKS[CHAPTERS.index(name) % len(LOOKS)])
    assert violations(page) == []


def test_a_lab_that_has_lived_is_chinese(opened):
    page = opened("/zh/lab/")
    page.locator("#form-b details").first.wait_for(state="attached")
    page.fill("#citizens", "600")
    page.fill("#years", "1")
    page.click("#begin")
    page.locator("#results", has_text="它们原样留下的").wait_for()
    open_all(page)
    page.locator("#results details:has(h4)").nth(1).wait_for()
    assert page.locator("#results figure").count() == 4
    assert foreign(page) == []
    for look in LOOKS[1:]:
        at(page, *look)
        assert violations(page) == [], look


def test_english_that_stands_where_it_may_not_is_found(opened):
    page = opened("/zh/lab/")
    page.locator("#form-b details").first.wait_for(state="attached")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<p lang=en>untold</p>')")
    assert foreign(page) == ["untold"]


def test_a_refusal_of_a_number_is_chinese_and_that_of_a_rule_book_is_marked_as_english(visit):
    one = visit()
    page = one.open("/zh/lab/")
    page.locator("#form-b details").first.wait_for(state="attached")
    page.fill("#citizens", page.get_attribute("#citizens", "max"))
    page.fill("#years", page.get_attribute("#years", "max"))
    page.click("#begin")
    page.locator("#problem", has_text="对本网站来说太多").wait_for()
    assert page.locator("#problem [lang]").count() == 0
    page.evaluate("document.getElementById('file-b').open = true")
    page.fill("#yaml-b", "policy: mine\ntitle: Mine\nextends: as-told\nrulez: {}\n")
    page.click("#check-b")
    page.locator("#problem-b", has_text="第 4 行： unknown key 'rulez'").wait_for()
    assert page.inner_text("#problem-b [lang=en]").startswith("unknown key 'rulez'")
    assert page.inner_text("main").count("规则书哪里有错，是用英文说明的。") == 1
    assert foreign(page) == []
    assert all("422" in text for text in one.trouble)
    one.trouble.clear()


def test_a_city_is_chinese(opened, smaller):
    page = opened("/zh/city/")
    smaller(page, "runs", citizens=1_000, years=1)
    page.click("#begin")
    page.locator("#state", has_text="完成").wait_for()
    for colour in ("score", "doors", "0"):
        page.select_option("#colour", colour)
        assert foreign(page) == []


def test_a_life_is_chinese(opened, smaller):
    page = opened("/zh/life/")
    smaller(page, "runs", citizens=2_000, years=3)
    page.click("button[data-what=random]")
    page.locator("#twin h3").wait_for()
    open_all(page)
    assert page.locator("#life .timeline li").count() > 5
    assert foreign(page) == []


def test_five_years_as_somebody_are_chinese(opened):
    page = opened("/zh/someone/")
    page.click("#begin")
    page.locator("#choices button").first.wait_for()
    open_all(page)
    assert foreign(page) == []
    page.locator("#choices button.plain").click()
    page.locator("#over").wait_for()
    open_all(page)
    assert foreign(page) == []


CAUSES = (
    "score 940; true entries alone 990", "score 940, at or below 949 and on the list",
    "score 1100: worth 1,200 yuan a year", "score 940, at or below 949", "on the list", "a parent is on the list",
    "applied", "applied before the start", "lost work",
    "lost work, and income fell to the next lower fifth", "out of work at the start",
)  # fmt: skip
"""Why something begins in a life, in each of the ways in which `explain` says it."""
ENDS = (
    "death", "served", "lapsed unserved", "found work", "retirement", "term over", "removed", "new rule book",
    "its cause is over", "another grade",
)  # fmt: skip


def test_whatever_may_happen_in_a_life_is_told_in_chinese(opened):
    page = opened("/zh/life/")
    consequences = [
        {"name": "travel_ban", "domain": "mobility", "start": 0, "end": 1, "because": cause, "ended_by": end}
        for cause in CAUSES
        for end in ENDS
    ]
    asked = ("appeal against improper_petition", "review of a listing", "loan", "door")
    requests = [{"week": 0, "asked_for": thing, "by": None, "result": "upheld"} for thing in asked]
    life = {key: [] for key in ("ledger", "acts", "cutoffs", "family", "family_felt")}
    life |= {"consequences": consequences, "requests": requests}
    told = page.evaluate(
        "async life => (await import('/static/lifeview.js')).moments(life).map(([, sentence]) => sentence)", life
    )
    assert len(told) == len(consequences) + len(requests)
    assert [sentence for sentence in told if any(letter.isascii() and letter.isalpha() for letter in sentence)] == []
