"""The lab: from choosing two rule books to what is taken along."""

from __future__ import annotations

import base64
import json
import re
import zipfile

import pytest
from playwright.sync_api import expect

from axe import violations
from looks import LOOKS, at

CHANGED = "policy: mine\ntitle: Mine\nextends: as-told\nrules:\n  theft:\n    points: -90\n"
WRONG = CHANGED.replace("points", "pionts")


@pytest.fixture
def lab(opened):
    return small(opened("/en/lab/"))


def small(page):
    page.locator("#form-b details").first.wait_for(state="attached")
    page.fill("#citizens", "600")
    page.fill("#years", "1")
    return page


def write(page, side: str, text: str):
    if not page.locator(f"#yaml-{side}").is_visible():
        page.click(f"#file-{side} summary")
    page.fill(f"#yaml-{side}", text)
    page.locator(f"#yaml-{side}").dispatch_event("change")


def opened_form(page, section: str):
    page.click("#side-b > details:first-of-type > summary")
    page.locator("#form-b > details > summary", has_text=re.compile(f"^{section}$")).click()


def run(page):
    page.click("#begin")
    page.locator("#results table").first.wait_for()


def rule(page, name: str):
    return page.locator("#form-b details.entry").filter(has=page.locator("summary", has_text=re.compile(f"^{name}$")))


def test_from_choosing_to_what_is_taken_along(lab, tmp_path):
    run(lab)
    assert lab.inner_text("#state") == "Done. One pair of runs."
    assert "Nobody has a score under these rules." in lab.inner_text("#stage-a")
    assert all("One run." in lab.inner_text(f"#stage-{side}") for side in "ab")
    assert lab.locator("#stage-b canvas").is_visible()
    results = lab.inner_text("#results")
    assert "no score" in results
    assert "as told" in results
    assert re.search(r"\d+ … \d+", results)
    lab.locator("#results summary", has_text="By group").click()
    assert lab.locator("#results select option").count() == 6
    lab.locator("#results h3", has_text="Audit").wait_for()
    lab.locator("#results summary", has_text="Audit of: as told").click()
    assert lab.locator("#results [aria-label='Audit of: as told'] tbody tr").count() > 10
    taken = {}
    for name in ("comparison.html", "run-b.zip", "report-b.html", "policy-b.yaml", "effects.svg"):
        with lab.expect_download() as download:
            lab.locator(f"#results a[download='{name}']").click()
        taken[name] = tmp_path / name
        download.value.save_as(taken[name])
    assert "manifest.json" in "".join(zipfile.ZipFile(taken["run-b.zip"]).namelist())
    assert "Invented people" in taken["effects.svg"].read_text(encoding="utf-8")
    assert "Invented people" in taken["report-b.html"].read_text(encoding="utf-8")
    policy = taken["policy-b.yaml"].read_text(encoding="utf-8")
    assert policy.startswith("# Invented people")
    assert re.search(r"Machines decide alone, and no person looks at it: .*22\(1\)", lab.inner_text("#results"))
    lab.eval_on_selector_all("#results details, #stages details", "all => all.forEach(one => { one.open = true })")
    seen_in(lab, LOOKS[:1])
    assert re.search(
        r"“as told” beside “no score” on the society “Smallville”, 600 invented people, 1 years?, seed 1", results
    )
    write(lab, "a", policy)
    lab.click("#check-a")
    lab.locator("#checked-a", has_text="can be lived under").wait_for()


def without_intervals(route):
    """Let a comparison have found nothing in one outcome, and have no interval for any."""
    answer = route.fetch()
    told = answer.json()
    for row in (*told["headlines"], *told["effects"]):
        row.update(low=None, high=None)
    for row in told["effects"]:
        row["effect"] = 0 if row["measure"] == "entries" else 0.000002
    route.fulfill(response=answer, json=told)


def test_every_number_has_an_interval_or_says_one_run_and_0_is_0(lab):
    lab.route("**/effects", without_intervals)
    run(lab)
    intervals = lab.locator("#results table >> nth=0").locator("tbody tr td:nth-child(5)").all_inner_texts()
    assert set(intervals) == {"one run"}
    lab.locator("#results summary", has_text="By group").click()
    rows = {
        row.locator("th").inner_text(): row.locator("td").all_inner_texts()[:2]
        for row in lab.locator("#results details[open] tbody tr").all()
    }
    assert rows.pop("entries in the score") == ["0", "one run"]
    assert len(rows) > 20
    assert set(map(tuple, rows.values())) == {("< 0.0001", "one run")}


def test_a_number_is_written_with_the_digits_that_it_is_worth(lab):
    assert lab.evaluate(
        "async values => { const { fine } = await import('/static/texts.js'); return values.map(fine) }",
        [0, 0.00001, -0.00002, 0.01234, -3.14159, 1234.4, None],
    ) == ["0", "< 0.0001", "> −0.0001", "0.0123", "−3.14", "1,234", "–"]


def test_a_link_holds_the_experiment_and_a_reload_what_was_found(lab, opened):
    write(lab, "b", CHANGED)
    lab.fill("#seed", "7")
    run(lab)
    link, found = lab.url, lab.inner_text("#results table >> nth=0")
    lab.reload()
    lab.locator("#results table").first.wait_for()
    assert lab.inner_text("#results table >> nth=0") == found
    other = opened(link.removeprefix(lab.evaluate("location.origin")))
    other.locator("#form-b details").first.wait_for(state="attached")
    assert other.locator("#yaml-b").input_value() == CHANGED
    assert [other.locator(f"#{name}").input_value() for name in ("citizens", "years", "seed")] == ["600", "1", "7"]
    run(other)
    assert other.inner_text("#results table >> nth=0") == found


def test_a_mistake_is_shown_at_its_line(visit):
    one = visit()
    page = small(one.open("/en/lab/"))
    write(page, "b", WRONG)
    page.click("#begin")
    page.locator("#problem-b", has_text="Line 6").wait_for()
    assert "points" in page.inner_text("#problem-b")
    assert (
        page.evaluate(
            "document.getSelection().toString() || (() => { const area = document.activeElement; "
            "return area.value.slice(area.selectionStart, area.selectionEnd) })()"
        ).strip()
        == "pionts: -90"
    )
    write(page, "b", CHANGED)
    assert page.locator("#problem-b").is_hidden()
    page.click("#check-b")
    page.locator("#checked-b", has_text="can be lived under").wait_for()
    assert all("422" in text for text in one.trouble)
    one.trouble.clear()


def test_tests_of_a_rule_book_are_refused_at_their_line(visit):
    one = visit()
    page = small(one.open("/zh/lab/"))
    write(page, "b", f"{CHANGED}tests:\n  - {{name: one, life: [], expect: {{score: 1000}}}}\n")
    assert "scored policy check" in page.inner_text("#file-b label")
    page.click("#check-b")
    page.locator("#problem-b", has_text="第 7 行").wait_for()
    assert "scored policy check" in page.inner_text("#problem-b")
    assert all("422" in text for text in one.trouble)
    one.trouble.clear()


def test_the_form_writes_only_what_is_changed(lab):
    opened_form(lab, "Rules")
    rule(lab, "theft").locator("summary").click()
    rule(lab, "theft").get_by_label("points").first.fill("-90")
    rule(lab, "theft").get_by_label("points").first.dispatch_event("change")
    written = lab.locator("#yaml-b").input_value()
    assert "extends: as-told" in written
    assert written.count("points:") == 1
    rule(lab, "littering").locator("summary").click()
    rule(lab, "littering").get_by_role("checkbox").first.uncheck()
    assert '"littering"' in lab.locator("#yaml-b").input_value()
    lab.click("#check-b")
    lab.locator("#checked-b", has_text=": 25 rules").wait_for()


def test_a_rule_is_added_and_removed_by_the_form(lab):
    opened_form(lab, "Rules")
    adder = rule(lab, "Add a rule")
    adder.locator("summary").click()
    assert adder.get_by_role("button").is_disabled()
    adder.locator("select").select_option("late_payment")
    adder.get_by_label("points").fill("-7")
    adder.get_by_role("checkbox", name="banks", exact=True).check()
    adder.get_by_role("button").click()
    assert "late_payment:" in lab.locator("#yaml-b").input_value()
    lab.click("#check-b")
    lab.locator("#checked-b", has_text=": 27 rules").wait_for()
    lab.get_by_role("button", name="Remove").click()
    assert lab.locator("#yaml-b").input_value() == ""


def test_what_was_changed_stays_in_the_form_when_a_rule_is_added(lab):
    opened_form(lab, "Rules")
    for name in ("theft", "littering"):
        rule(lab, name).locator("summary").click()
    rule(lab, "theft").get_by_label("points").first.fill("-90")
    rule(lab, "littering").get_by_role("checkbox").first.uncheck()
    adder = rule(lab, "Add a rule")
    adder.locator("summary").click()
    adder.get_by_role("checkbox").first.check()
    adder.get_by_role("button").click()
    assert rule(lab, "theft").get_by_label("points").first.input_value() == "-90"
    rule(lab, "littering").locator("summary").click()
    assert not rule(lab, "littering").get_by_role("checkbox").first.is_checked()
    assert [
        text
        for text in ("points: -90", "littering", "late_payment")
        if text not in lab.locator("#yaml-b").input_value()
    ] == []


def test_the_form_rests_when_the_file_is_written_by_hand(lab):
    write(lab, "b", CHANGED)
    lab.click("#side-b > details:first-of-type > summary")
    assert lab.locator("#form-b").is_hidden()
    assert "by hand" in lab.inner_text("#rests-b")
    lab.select_option("#book-b", "suining")
    lab.locator("#form-b").wait_for()
    assert lab.locator("#yaml-b").input_value() == ""


def test_a_comparison_is_stopped(lab, hub):
    lab.select_option("#society", "china-2020")
    lab.fill("#citizens", "100000")
    lab.fill("#years", "20")
    lab.click("#begin")
    lab.locator("#state", has_text="They live").wait_for()
    lab.click("#stop")
    lab.locator("#state", has_text="Stopped.").wait_for()
    assert lab.locator("#results").inner_text() == ""


def test_a_broken_link_is_said_to_be_broken(opened):
    page = opened("/en/lab/#nothing-whole")
    page.locator("#problem", has_text="does not hold a whole experiment").wait_for()


LINKED = {
    "a": "none", "b": "suining", "society": "smallville", "citizens": 250, "years": 1, "burn_in": 0, "seed": 2**53 - 1,
}  # fmt: skip


def link(language: str = "en", **changes) -> str:
    held = {name: value for name, value in (LINKED | changes).items() if value is not None}
    packed = base64.urlsafe_b64encode(json.dumps(held).encode()).decode().rstrip("=")
    return f"/{language}/lab/#{packed}"


def test_a_link_is_read_to_the_last_digit(opened):
    page = opened(link())
    page.locator("#form-b details").first.wait_for(state="attached")
    expect(page.locator("#seed")).to_have_value("9007199254740991")
    assert page.input_value("#book-b") == "suining"
    assert page.locator("#problem").is_hidden()
    run(page)
    assert "250 invented people, 1 years, seed 9007199254740991" in page.inner_text("#results")


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        ({"seed": 2**53 + 1}, ("Seed", "种子")),
        ({"seed": -1}, ("Seed", "种子")),
        ({"seed": "1"}, ("Seed", "种子")),
        ({"seed": None, "citizens": 10**6}, ("People and Seed", "人数和种子")),
        ({"b": 7, "society": "atlantis"}, ("Second rules (b) and Society", "第二套规则（b）和社会")),
    ],
)
def test_a_link_that_cannot_be_read_says_so_and_what(opened, changes, names):
    for language, said, named in zip(("en", "zh"), ("The link cannot be read", "链接无法完整读取"), names, strict=True):
        page = opened(link(language, **changes))
        page.locator("#problem", has_text=said).wait_for()
        assert re.search(rf"[:：] ?{re.escape(named)}[.。]$", page.inner_text("#problem"))


@pytest.mark.parametrize("held", [5, [LINKED], "none", None])
def test_a_link_that_holds_something_else_is_broken(opened, held):
    page = opened(f"/en/lab/#{base64.urlsafe_b64encode(json.dumps(held).encode()).decode().rstrip('=')}")
    page.locator("#problem", has_text="does not hold a whole experiment").wait_for()


@pytest.mark.parametrize(
    ("name", "value"), [("seed", str(2**53 + 1)), ("seed", "1.5"), ("seed", "-1"), ("citizens", "0"), ("years", "")]
)
def test_a_number_that_would_not_be_kept_is_neither_lived_nor_copied(lab, name, value):
    lab.fill(f"#{name}", value)
    for button in ("#begin", "#copy"):
        lab.click(button)
        assert lab.evaluate("document.activeElement.id") == name
        assert lab.inner_text("#state") + lab.inner_text("#copied") == ""
    told = lab.eval_on_selector(f"#{name}", "field => field.validationMessage")
    assert re.fullmatch(r"A whole number from \d to [\d,]+, please\.", told)
    lab.fill(f"#{name}", "250")
    assert lab.eval_on_selector(f"#{name}", "field => field.validationMessage") == (
        "" if name != "years" else "A whole number from 1 to 40, please."
    )


STEPS = """
() => {
  window.requestAnimationFrame = (draw) => { draw(); return 0; };
  window.steps = [];
  const month = (side) => document.querySelector(`#stage-${side} > progress + p`)?.textContent ?? "";
  new MutationObserver(() => window.steps.push([month("a"), month("b")]))
    .observe(document.getElementById("stages"), { subtree: true, childList: true, characterData: true });
}
"""
"""Draw each week at once, and note which months the two stages show whenever one of them changes."""


@pytest.mark.parametrize(("motion", "most"), [("no-preference", 12), ("reduce", 2)])
def test_two_societies_are_watched_in_the_same_week(opened, motion, most):
    page = small(opened("/en/lab/", reduced_motion=motion))
    page.evaluate(STEPS)
    run(page)
    steps = [tuple(step) for step in page.evaluate("window.steps")]
    alone = {a for a, b in steps if a and not b}
    together = [step for step in steps if step[1]]
    assert len(alone) == len(set(together)) == most
    assert [step for step in together if step[0] != step[1]] == []
    assert [text.strip() for text in page.locator("#this-run ~ * h3").all_inner_texts()][:3] == [
        "Side by side", "What differs (b − a)", "What differs, in pictures",
    ]  # fmt: skip


def test_what_takes_a_while_is_said_until_there_is_progress(lab):
    told = [
        ("started", {}),
        ("note", {"message": "Compiling"}),
        ("comparing", {"share": 0.5}),
        ("failed", {"message": "over"}),
    ]
    body = "".join(f"event: {kind}\ndata: {json.dumps(data)}\n\n" for kind, data in told)
    lab.route("**/stream", lambda route: route.fulfill(body=body, content_type="text/event-stream"))
    lab.evaluate(
        "() => { window.said = []; const state = document.getElementById('state');"
        " new MutationObserver(() => window.said.push(state.innerText)).observe(state, { childList: true }) }"
    )
    lab.click("#begin")
    lab.locator("#problem", has_text="over").wait_for()
    assert lab.evaluate("window.said") == [
        "Starting …",
        "They live. Week by week.",
        "The first run on a computer takes about half a minute longer.",
        "Comparing the two lives of each person: 50\N{NO-BREAK SPACE}%.",
        "This run did not succeed.",
    ]


def test_axe_finds_nothing_in_a_lab_with_its_form_open(lab):
    lab.eval_on_selector_all("#side-b details", "all => all.forEach(one => { one.open = true })")
    seen_in(lab, LOOKS)


def seen_in(page, looks):
    for look in looks:
        at(page, *look)
        assert violations(page) == [], look
