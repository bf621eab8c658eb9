"""Being someone: chosen month by month for five years, beside the twin who kept silent and the one who spoke."""

from __future__ import annotations

import re

import pytest

from axe import violations

SPEECH = "speaking_out"
STREAMS, PERSON = "**/api/runs/*/stream", re.compile(r"/api/someone/[^/]+$")


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
        group = option.locator("xpath=ancestor::details")
        if group.get_attribute("open") is None:
            group.locator("summary").click()
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
    page.reload()
    page.locator("#end h3").first.wait_for()
    assert page.inner_text("#end") == ended
    assert page.locator("#choices fieldset").count() == 0


def test_a_reload_in_the_seventh_month_finds_the_same_person_in_it(page):
    for _ in range(6):
        live(page, SPEECH)
    who, stands = page.inner_text("#who"), page.inner_text("#stands")
    page.reload()
    page.locator("#choices fieldset").wait_for()
    assert (page.inner_text("#who"), page.inner_text("#stands"), month(page)) == (who, stands, "7 of 60")
    live(page)
    assert month(page) == "8 of 60"


def test_a_reload_before_anybody_is_drawn_goes_on_with_the_same_society(visitor, smaller):
    page, held, posted = visitor.open("/en/someone/"), [], []

    def hold(route):
        held.append(route)

    smaller(page, "someone", seed=2)
    page.on("request", lambda request: request.method == "POST" and posted.append(request.url))
    page.route(STREAMS, hold)
    page.click("#begin")
    while not held:
        page.wait_for_timeout(10)
    page.unroute(STREAMS)
    page.reload()
    page.locator("#choices fieldset").wait_for()
    assert month(page) == "1 of 60"
    assert len(posted) == 1


def test_a_society_that_was_not_waited_for_is_lived_again(page, visitor):
    gone = {"error": {"message": "the society could not be lived", "line": None, "retry_after": None}}
    page.route(PERSON, lambda route: (page.unroute(PERSON), route.fulfill(status=409, json=gone)))
    with page.expect_request(lambda request: request.method == "POST" and request.url.endswith("/api/someone")):
        page.reload()
    page.locator("#choices fieldset").wait_for()
    assert month(page) == "1 of 60"
    visitor.trouble.clear()


def test_who_comes_back_to_somebody_forgotten_is_told_so_once(page, visitor, hub):
    live(page)
    for number in list(hub._someones):
        hub.forget_someone(number)
    page.reload()
    page.locator("#problem", has_text="Draw somebody else").wait_for()
    page.reload()
    page.locator("#begin").wait_for()
    assert page.locator("#problem").is_hidden()
    assert (page.evaluate("history.state") or {}).get("someone") is None
    visitor.trouble.clear()


def test_choices_are_open_to_the_keyboard(page):
    page.locator("#choices summary").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("#choices input:checked").get_attribute("value")
    assert chosen != "nothing"
    page.keyboard.press("Enter")
    page.locator("#stands dd", has_text="2 of 60").wait_for()


def test_months_are_lived_by_enter_alone_and_each_is_told(page):
    page.locator("#choices details[data-group='someone.protected'] summary").click()
    page.locator("#choices input:checked").focus()
    for lived in (1, 2, 3):
        page.keyboard.press("Enter")
        page.locator("#passed", has_text=f"Month {lived} of 60 has passed.").wait_for()
        page.locator("#choices legend", has_text=f"Month {lived + 1} of 60").wait_for()
        page.locator("main #choices fieldset input[value=nothing]:focus").wait_for()
        opened = page.locator("#choices details[open]").evaluate_all("all => all.map(one => one.dataset.group)")
        assert opened == ["someone.protected"]
    assert page.locator("[role=status] #passed").count() == 1
    page.click("#choices button[type=submit]")
    page.locator("main #choices input[value=nothing]:focus").wait_for()


def test_the_page_says_who_can_be_drawn_and_which_right_protects(page):
    assert "whoever dies in them is never drawn" in page.inner_text("main")
    games = page.locator("label:has(input[value=game_cheating])")
    if games.count():  # from 10 to 44 years of age
        assert "Protected: privacy." in games.text_content()
    protected = page.locator("#choices details[data-group='someone.protected'] label").all_text_contents()
    assert protected
    assert [text for text in protected if "Protected: " not in text] == []
    assert "Protected: " not in "".join(
        page.locator("#choices details:not([data-group='someone.protected'])").all_text_contents()
    )


def test_somebody_who_was_forgotten_is_said_to_be(page, visitor, hub):
    for number in list(hub._someones):
        hub.forget_someone(number)
    page.click("#choices button[type=submit]")
    page.locator("#problem", has_text="Draw somebody else").wait_for()
    visitor.trouble.clear()
