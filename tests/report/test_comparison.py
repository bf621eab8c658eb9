import dataclasses
import re

import polars as pl
import pytest

import scored_society as ss
from report.compared import MILDER, compared
from report.invented import HOSTILE
from report.test_page import LOADS, Page
from scored_society.base.errors import UserError
from scored_society.chart.look import BOUNDARY
from scored_society.measure.outcomes import OUTCOMES
from scored_society.measure.paired.comparison import WITHIN
from scored_society.report import write_report
from scored_society.report.embed import digest
from scored_society.report.paired.findings import findings
from scored_society.report.paired.page import facts
from scored_society.report.paired.wording import effect, outcome

CHAPTERS = (
    "What was compared", "Findings", "Effects", "Effects over the years", "Lives that parted", "Harmed and helped",
    "Where people end", "All effects", "How it was computed", "Assumptions",
)  # fmt: skip


def written(comparison, folder):
    return Page(write_report(comparison, folder / "report.html").read_text(encoding="utf-8"))


def said(page):
    return " ".join(page.text.split())


@pytest.fixture
def page(compared_page):
    return Page(compared_page.read_text(encoding="utf-8"))


def test_it_says_what_is_compared_and_within_what_it_holds(page):
    text = said(page)
    assert WITHIN[1:] in text
    assert "b compared with a: the same 700 invented people lived 2 years" in text
    assert text.find(BOUNDARY) < text.find("report of a comparison") < text.find(WITHIN[1:])
    assert text.rstrip().endswith(BOUNDARY)
    assert all(name in text and value in text for name, value in facts(compared("none", "lively")))


def test_it_has_every_chapter_and_every_picture_with_its_table(page):
    figures = [attributes["data-chart"] for attributes in page.all("figure")]
    assert figures == [
        "effects", "effects-by-group", "effects-by-year", "partings", "fates", "fates-by-group", "ways", "transitions",
    ]  # fmt: skip
    assert all(heading in page.text for heading in CHAPTERS)
    assert len(page.all("figcaption")) == len(figures)
    assert len(page.all("table")) == len(figures) + 5  # causes, two of all effects; what lively and the society assume
    identifiers = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(identifiers) == len(set(identifiers))
    assert {attributes["href"].removeprefix("#") for attributes in page.all("a")} <= set(identifiers)


def test_nothing_is_loaded_from_anywhere_and_one_script_may_run(page):
    for tag, attributes in page.tags:
        assert all(attributes.get(name, "#").startswith("#") for name in LOADS), (tag, attributes)
    (policy,) = (meta["content"] for meta in page.all("meta") if "http-equiv" in meta)
    (code,) = (code for attributes, code in page.scripts if attributes.get("type") != "application/json")
    assert f"script-src '{digest(code)}';" in policy


def test_a_hostile_title_stays_text(page):
    assert not page.all("img")
    assert HOSTILE in page.text
    assert "{{ 7*7 }}" in page.text


def test_the_page_is_small_and_says_no_empty_numbers(page, compared_page):
    assert compared_page.stat().st_size < 3_000_000
    assert not re.search(r"\b(None|nan|NaN|inf|Infinity)\b", page.text)


def test_the_same_comparison_gives_the_same_page(compared_page, tmp_path, polars_in_no_order):
    again = write_report(compared("none", "lively"), tmp_path / "again.html")
    assert again.read_bytes() == compared_page.read_bytes()


def test_findings_tell_their_numbers_with_interval_and_second_coupling():
    comparison = compared("none", "lively")
    (told,) = (each for each in findings(comparison) if each.startswith("Trust in neighbours"))
    row = comparison.effects.row(
        by_predicate=(pl.col("measure") == "trust_nearby") & (pl.col("group") == ("everybody")), named=True
    )
    assert f"{row['a']:.4f} under a" in told
    assert f"−{-row['effect']:.4f} (95 % interval −{-row['low']:.4f} to −{-row['high']:.4f})" in told
    assert "second coupling agrees" in told


def test_findings_tell_of_lives():
    comparison = compared("none", "lively")
    told = " ".join(findings(comparison))
    assert f"Of {comparison.lives} lives, {comparison.parted} (" in told
    assert f"{comparison.harmed} (" in told
    assert f"{comparison.helped} (" in told
    assert "harmed first through own rule" in told
    assert "few clusters: 7 of neighbourhoods, fewer than 100" in told
    assert any(each.startswith("Wrongful listings: ") for each in findings(comparison))


def test_a_protected_act_less_is_a_right_withheld_and_never_a_gain(page):
    text = said(page)
    assert "rights withheld; fewer of them done is never a gain" in text
    assert "Left undone because of the score, “speaking out”: 0 under a and" in text
    assert "Rights withheld: speaking out" in text
    assert "Done: speaking out (protected; a fall is rights withheld)" in text


def test_where_b_scores_nobody_there_is_no_score_to_compare(tmp_path):
    comparison = compared("lively", "none")
    text = said(written(comparison, tmp_path))
    assert "score" not in comparison.effects["measure"]
    assert "At least one of the two rule books scores nobody, so mean scores cannot be compared." in text
    assert "Mean score" not in text.partition("How it was computed")[0]


def test_a_comparison_with_itself_finds_no_difference(tmp_path):
    page = written(compared("as-told", "as-told"), tmp_path)
    text = said(page)
    assert "The two runs do not differ: every life is the same to the bit" in text
    assert "No life is harmed or helped" in text
    assert "Mean score: no difference at all (1,00" in text
    assert "No outcome that is told first differs between the two runs." in text
    assert "no effect found" not in text.partition("How it was computed")[0].partition("Effects")[0]
    assert [attributes["data-chart"] for attributes in page.all("figure")] == ["transitions"]


def test_a_small_change_of_a_rule_is_told_with_its_scores(tmp_path):
    assert "points: -1" in MILDER
    page = written(compared("as-told", "milder"), tmp_path)
    text = said(page)
    assert "“As told, with a third of the points for jaywalking”, compared with “The social credit system" in text
    assert "Mean score: 1,00" in text
    assert "no effect found" in text
    assert {"effects", "effects-by-year", "partings"} <= {each["data-chart"] for each in page.all("figure")}


def test_an_experiment_is_named_and_is_the_cause(tmp_path):
    comparison = compared("as-told", "as-told", experiment=True)
    text = said(written(comparison, tmp_path))
    assert dict(facts(comparison))["Interventions of a"] == "none"
    assert "an experiment: theft done on 2020-03-04 (citizen 7)" in text
    assert "none parted; in 1 (0.14 %) the score differs for some time, and nothing else" in text.replace("\u00a0", " ")
    assert "1 differ (0.14 %)" in text.replace("\u00a0", " ")


def test_one_cluster_and_one_coupling_give_no_intervals(tmp_path):
    text = said(written(compared("none", "as-told", 100, second=False), tmp_path))
    assert "There is one cluster of neighbourhoods only, so nothing has an interval." in text
    assert "(no interval)" in text
    assert "second coupling agrees" not in text
    assert "Here it was not asked for." in text


def test_it_goes_into_the_folder_of_the_comparison(tmp_path):
    comparison = compared("as-told", "as-told")
    with pytest.raises(UserError, match="the comparison is in no folder"):
        write_report(comparison)
    kept = ss.compare(comparison.a, comparison.b, out=tmp_path / "kept")
    assert write_report(kept) == tmp_path / "kept" / "report.html"
    assert ss.open_comparison(tmp_path / "kept").lives == comparison.lives


def test_a_comparison_that_does_not_come_out_of_its_inputs_is_refused(tmp_path):
    comparison = compared("as-told", "as-told")
    altered = dataclasses.replace(comparison, totals=comparison.totals.with_columns(value=pl.col("value") + 1))
    with pytest.raises(UserError, match="does not add up"):
        write_report(altered, tmp_path / "report.html")
    assert not list(tmp_path.iterdir())


ROW = {
    "a": 10.0, "b": 12.0, "effect": 2.0, "low": 1.0, "high": 3.0, "second_effect": 2.5, "second_low": 1.5,
    "second_high": 3.5, "unit": "points",
}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, ("10.00 under a and 12.00 under b (points): +2.00 (95 % interval +1.00 to +3.00); the second coupling "
             "agrees")),
        ({"second_low": 3.1}, "the second coupling contradicts it: +2.50 (+3.10 to +3.50)"),
        ({"second_low": -0.5}, "does not contradict it, but finds no effect itself"),
        ({"low": -1.0}, "no effect found, +2.00 (95 % interval −1.00 to +3.00)"),
        ({"low": -1.0}, "does not contradict it, but finds an effect"),
        ({"low": None, "high": None}, "+2.00 (no interval)"),
        ({"second_low": None, "second_high": None}, "under the second coupling +2.50"),
        (dict.fromkeys(("second_effect", "second_low", "second_high")), "+2.00 (95 % interval +1.00 to +3.00)"),
        (dict.fromkeys(set(ROW) - {"a", "b", "unit"}, 0.0), "no difference at all (10.0 in both; points)"),
    ],
)  # fmt: skip
def test_an_effect_is_told_with_what_is_known_of_it(changed, expected):
    assert expected in effect(ROW | changed)


def test_every_kind_of_outcome_has_words():
    assert all(outcome(kind) and "_" not in outcome(kind) for kind in OUTCOMES)
    assert outcome("shut_out_of_three") == "Shut out of three domains or more"
    assert outcome("refused/travel_ban") == "Refused by a punishment: travel ban"
    assert outcome("withheld/theft", ["speaking_out"]) == "Left undone because of the score: theft"
