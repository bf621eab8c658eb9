"""What a run or a comparison shows of a rule book: the measures' own figures, with intervals, at the entries' lines."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import scored_society as ss
from scored_society.audit.catalogue import checks
from scored_society.audit.finding import Sighting
from scored_society.audit.measured import (
    checks_document,
    measured_checks,
    measured_sightings,
    open_evidence,
    society_of,
)
from scored_society.audit.measured.apart import apart
from scored_society.audit.measured.counted import sum_of
from scored_society.audit.measured.entries import entries_of
from scored_society.audit.measured.evidence import evidence_of
from scored_society.audit.measured.gaps import LIMITATIONS, by_limitation, by_weeks
from scored_society.audit.measured.idle import none_of
from scored_society.audit.measured.wrongful import channels
from scored_society.base.errors import UserError
from scored_society.measure.census import EVERYBODY, family, measured
from scored_society.measure.exclusion import compounded, exclusion
from scored_society.measure.families import children_of_listed
from scored_society.measure.gaps import group_gaps
from scored_society.measure.listings import routes, time_listed
from scored_society.measure.outcomes import totals_of
from scored_society.measure.rights import withheld_acts
from scored_society.measure.run import punished
from scored_society.measure.verdicts import LISTED, verdicts
from scored_society.policy.load import PolicyBook, load_policy
from scored_society.record.run import Run
from scored_society.society.load import load_society

SOONER = """\
policy: sooner
title: as told, with a list that one reaches sooner, and redress that is short
extends: as-told
redress:
  number: 1
  notice: 1
  appeal: {when_wrong: 0.5, when_true: 0.3, capacity: 0.05, error: 0.1}
sanctions:
  hindered_social_services:
    when: {at_or_below: 970}
blacklist:
  low_score:
    at_or_below: 965
"""
PLENTY = """\
society: plenty
title: Smallville with a bed for everybody
extends: smallville
goods: {hospital: {per_thousand: 100}}
"""
CITIZENS, YEARS = 1500, 2


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("measured")
    (made / "sooner.yaml").write_text(SOONER, encoding="utf-8")
    (made / "plenty.yaml").write_text(PLENTY, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def book(folder) -> PolicyBook:
    return load_policy(folder / "sooner.yaml")


def lived(folder: Path, policy: object, name: str, society: object = "smallville", **options: int) -> Run:
    out = folder / name
    return ss.simulate(policy, society=society, citizens=CITIZENS, years=YEARS, seed=3, out=out, **options)


@pytest.fixture(scope="module")
def run(folder) -> Run:
    return lived(folder, folder / "sooner.yaml", "run")


@pytest.fixture(scope="module")
def seen(run, book) -> list[Sighting]:
    return measured_sightings(open_evidence(run.path), book)


@pytest.fixture(scope="module")
def comparison(folder, run):
    baseline = lived(folder, "none", "baseline")
    ss.compare(baseline, run, second_coupling=False, out=folder / "comparison")
    return open_evidence(folder / "comparison")


def of(seen: list[Sighting], check: str, **facts: object) -> list[Sighting]:
    return [one for one in seen if one.check == check and facts.items() <= one.facts.items()]


def figure(sighting: Sighting) -> tuple[float, float, float]:
    shown = sighting.measured
    assert shown is not None
    assert shown.low is not None
    assert shown.high is not None
    assert shown.low <= shown.value <= shown.high
    return shown.value, shown.low, shown.high


def test_time_shut_out_is_what_the_run_recorded(run, seen):
    rows = exclusion(run.weekly).filter(group=EVERYBODY).rows(named=True)
    found = {one.facts["domain"]: one for one in of(seen, "exclusion_measured", figure="time")}
    assert found.keys() == {row["domain"] for row in rows}
    for row in rows:
        one = found[row["domain"]]
        assert one.facts["person_weeks"] == row["shut_out"]
        assert one.facts["wrong_share"] == row["wrong_share"]
        assert figure(one)[0] == pytest.approx(row["rate"])
    (three,) = of(seen, "exclusion_measured", figure="three_domains")
    assert figure(three)[0] == pytest.approx(compounded(run.weekly).filter(group=EVERYBODY)["rate"].item())


def test_wrongful_shares_are_those_of_routes_channels_and_time(run, seen):
    (route,) = of(seen, "wrongful_measured", figure="listings")
    expected = routes(run.weekly).filter(route="low_score").row(0, named=True)
    assert route.path == ("blacklist", "low_score")
    assert figure(route)[0] == pytest.approx(expected["wrong_share"])
    (time,) = of(seen, "wrongful_measured", figure="time")
    assert figure(time)[0] == pytest.approx(time_listed(run.weekly).filter(group=EVERYBODY)["wrong_share"].item())
    found = {one.facts["channel"]: one for one in of(seen, "wrongful_measured", figure="records")}
    wrong = family(run.weekly, "wrong", "channel", "behaviour").group_by("channel").agg(pl.col("value").sum())
    counts = {channel: count for channel, count in wrong.iter_rows() if count}
    assert {name: one.facts["records"] for name, one in found.items()}.items() <= counts.items()
    assert found.keys() >= {"collectors", "cameras", "online_classifiers"}
    low = measured_checks()["wrongful_measured"].thresholds["shown"].value
    assert all(figure(one)[1] >= low for one in found.values())
    assert found["cameras"].path == ("channels", "cameras")


def test_a_registry_stands_where_a_rule_listens_to_it_first(run, book):
    found = {
        name: entry.path for name, _, entry, _ in channels(evidence_of(run, book), entries_of(book, run.society, 0, 52))
    }
    assert found["lender"] == ("rules", "good_credit_record", "seen_by")
    assert found["traffic_police"] == ("rules", "traffic_offence", "seen_by")
    assert found["cameras"] == ("channels", "cameras")


def test_protected_acts_are_withheld_and_never_a_gain(run, seen):
    behaviours = run.society.society.behaviours
    found = of(seen, "protected_acts_withheld")
    assert {one.path[1] for one in found} >= {"speaking_out", "spreading_rumours"}
    for one in found:
        rows = withheld_acts(run.weekly, [one.path[1]])
        withheld, done = rows["withheld"].sum(), rows["done"].sum()
        assert one.facts["withheld"] == withheld
        assert figure(one)[0] == pytest.approx(withheld / (done + withheld))
        assert one.facts["protected"] == behaviours[one.path[1]].protected != "none"
        assert "left undone" in one.message
    assert not {"theft", "traffic_offence"} & {one.path[1] for one in found}


def test_children_of_the_listed_and_children_on_the_list(run, seen):
    (of_listed,) = of(seen, "children_affected", figure="listed_parent")
    rows = children_of_listed(run.weekly, run.weekly["week"].unique().to_list()).filter(group=EVERYBODY)
    assert figure(of_listed)[0] == pytest.approx(rows["children"].sum() / rows["minors"].sum())
    assert of_listed.path == ("sanctions", "university_closed_to_children")
    refused = family(run.weekly, "refused", "sanction").filter(pl.col("sanction").is_in(of_listed.facts["sanctions"]))
    assert of_listed.facts["refused"] == refused["value"].sum()
    (listed,) = of(seen, "children_affected", figure="listed_minors")
    minors = run.panel.filter(pl.col("age") < 18)
    assert figure(listed)[0] == pytest.approx(minors["listed"].sum() / minors.height)


def test_gaps_go_by_the_shares_that_group_gaps_takes(run, book):
    evidence = evidence_of(run, book)
    counts = verdicts(run.weekly, punished(run)).filter(span="since the start", verdict=LISTED, year=2020 + YEARS - 1)
    for partition in ("descent", "residence"):
        expected = group_gaps(counts.filter(partition=partition)).row(0, named=True)
        grouped = by_weeks(partition)
        found = apart(evidence.counted, grouped.listed, grouped.listings, 0)
        assert found is not None
        assert found.ratio.value == pytest.approx(expected["demographic_parity_ratio"])
        low, high = found.rates
        assert high.value - low.value == pytest.approx(expected["demographic_parity_difference"])
    counted = by_limitation(run.panel)
    for limited, name in ((True, "people with a disability or the care of one"), (False, "others")):
        part = run.panel.filter(limited=limited)
        assert counted.level(LIMITATIONS.listed[name]).value == pytest.approx(part["listed"].mean())
        assert counted.level(LIMITATIONS.points[name]).value == pytest.approx(part["score"].mean())
        assert counted.clusters == run.panel["neighbourhood"].n_unique()


def test_what_never_fired_is_what_has_no_count(run, book, seen):
    entered = {name for name, value in _counts(run, "entries") if value}
    (rules,) = of(seen, "never_fired", figure="rules")
    never = set(book.at(0).rules) - entered
    assert set(rules.facts["names"]) == never
    assert len(never) > 1
    assert rules.path == ("rules",)
    assert all(f"'{name}'" in rules.message for name in never)
    listed = {name for name, value in _counts(run, "listings") if value}
    (routes,) = of(seen, "never_fired", figure="routes")
    assert set(routes.facts["names"]) == set(book.at(0).blacklist) - listed
    assert routes.path[1:] == (tuple(routes.facts["names"]) if len(routes.facts["names"]) == 1 else ())
    (first, *_) = of(seen, "never_fired")
    assert figure(first) == (0, 0, none_of(run.manifest["neighbourhoods"]).high)


def _counts(run: Run, kind: str) -> list[tuple[str, int]]:
    return family(run.weekly, kind, "thing").group_by("thing").agg(pl.col("value").sum()).rows()


def test_appeals_that_found_no_hearing(run, seen):
    made, heard = (measured(run.weekly, name)["value"].sum() for name in ("appeals", "appeals_heard"))
    (lost,) = of(seen, "appeals_lost")
    assert figure(lost)[0] == pytest.approx((made - heard) / made)
    assert lost.path == ("redress", "appeal", "capacity")
    assert 0 < lost.facts["weeks"] < 52 * YEARS
    assert not of(seen, "capacity_never_bound", figure="appeals")


def test_a_capacity_that_never_bound(folder, seen):
    assert not of(seen, "capacity_never_bound", figure="goods")
    plenty = lived(folder, "as-told", "plenty", society=folder / "plenty.yaml")
    waited = measured(plenty.weekly, "weeks_waited/hospital")["value"].sum()
    assert waited == measured(plenty.weekly, "served/hospital")["value"].sum()
    found = of(measured_sightings(plenty, load_policy("as-told")), "capacity_never_bound")
    assert [one.path for one in found] == [("entitlements", "hospital")]
    assert found[0].measured is not None
    assert (found[0].measured.value, found[0].measured.low) == (0, None)
    assert "no interval" in found[0].measured.note


def test_places_are_the_lines_of_the_overlay_and_of_its_base(book, seen):
    (route,) = of(seen, "wrongful_measured", figure="listings")
    assert (route.place.file, route.place.line) == (
        str(book.document.name),
        1 + SOONER.splitlines().index("  low_score:"),
    )
    (health,) = of(seen, "exclusion_measured", domain="health")
    line = 1 + SOONER.splitlines().index("  hindered_social_services:")
    assert (health.path, health.place.line) == (("sanctions", "hindered_social_services"), line)
    (mobility,) = of(seen, "exclusion_measured", domain="mobility")
    assert mobility.place.file == "as-told.yaml"


def test_every_figure_says_what_it_is_of(seen):
    assert {one.kind for one in seen} == {"measured"}
    for one in seen:
        assert one.measured is not None
        assert one.measured.note.startswith("one run of sooner on smallville, seed 3 (1,")
        assert "within this model, invented people" in one.measured.note
        assert one.measured.unit
        assert set(one.facts["speaks_to"]) <= set(measured_checks()[one.check].speaks_to)
    order = list(measured_checks())
    assert [order.index(one.check) for one in seen] == sorted(order.index(one.check) for one in seen)


def test_elements_are_judged_by_what_the_rule_book_says(seen):
    (mobility,) = of(seen, "exclusion_measured", domain="mobility")
    assert {"expression", "play"} <= set(mobility.facts["contexts"])
    assert "mobility" not in mobility.facts["contexts"]
    (schooling,) = of(seen, "exclusion_measured", domain="schooling")
    assert (schooling.facts["children"], mobility.facts["children"]) == (True, False)
    for one in of(seen, "wrongful_measured"):
        assert one.facts["missing"] == ["compensation", "file", "reasons", "review"]
    for one in of(seen, "group_gap"):
        assert bool(one.facts["speaks_to"]) == one.facts["disability"] == (one.facts["by"] == "limitation")
    (children,) = of(seen, "children_affected", figure="listed_parent")
    assert (children.facts["relation"], children.facts["domain"]) == ("parent", ["schooling"])


def test_a_comparison_shows_its_own_effects(comparison, book):
    seen = measured_sightings(comparison, book)
    effects = {
        row["measure"]: (row["effect"], row["low"], row["high"])
        for row in comparison.effects.filter(group=EVERYBODY).rows(named=True)
    }
    domains = of(seen, "exclusion_measured", figure="time")
    assert domains
    for one in domains:
        assert figure(one) == pytest.approx(effects[f"shut_out_of/{one.facts['domain']}"])
        assert "paired, within this model and this coupling of draws" in one.measured.note
        assert "against none" in one.message
    for one in of(seen, "protected_acts_withheld"):
        assert one.facts["figure"] == "done"
        assert figure(one) == pytest.approx(effects[f"acts/{one.path[1]}"])
        assert "left undone" in one.message
    (route,) = of(seen, "wrongful_measured", figure="listings")
    assert route.measured.note.startswith("side B, sooner, of a comparison of sooner on smallville, seed 3")
    assert not of(seen, "children_affected", figure="listed_minors")


def test_one_side_of_a_comparison_alone_has_the_run_s_figures(comparison, seen, book):
    shares = [of(found, "wrongful_measured") for found in (seen, measured_sightings(comparison, book))]
    assert [one.measured.value for one in shares[0]] == [one.measured.value for one in shares[1]]
    assert [one.measured.low for one in shares[0]] == [one.measured.low for one in shares[1]]


def test_evidence_of_another_rule_book_is_refused(run, comparison, folder, book):
    with pytest.raises(UserError, match="is a run of sooner, not of the rule book that is audited, as-told") as refused:
        measured_sightings(run, load_policy("as-told"))
    assert refused.value.exit_status == 2
    changed = folder / "changed.yaml"
    changed.write_text(SOONER.replace("965", "964"), encoding="utf-8")
    with pytest.raises(UserError, match="is a run of sooner as it stood then, not of"):
        measured_sightings(run, load_policy(changed))
    with pytest.raises(UserError, match=r"is of none \(A\) and sooner \(B\); its B is not the rule book .* none"):
        measured_sightings(comparison, load_policy("none"))
    with pytest.raises(UserError, match="does not exist"):
        open_evidence(folder / "nowhere")


def test_the_society_is_that_of_the_evidence(run, comparison, folder):
    for evidence in (run, comparison):
        assert society_of(evidence).name == "smallville"
        assert society_of(evidence, load_society("smallville")).name == "smallville"
        with pytest.raises(UserError, match="was lived in smallville, not in the society that is audited, plenty"):
            society_of(evidence, load_society(folder / "plenty.yaml"))
    assert ss.audit(folder / "sooner.yaml", evidence=comparison).society == "smallville"


def test_a_forked_run_is_evidence_only_beside_the_run_that_it_was_forked_from(run, folder, book):
    milder = load_policy("no-points-for-speech")
    forked = ss.fork(run, "no-points-for-speech", "2021-01-01", out=folder / "forked")
    with pytest.raises(UserError, match="was under sooner, too: from 2020-01-01 to 2020-12-"):
        measured_sightings(forked, milder)
    seen = measured_sightings(ss.compare(run, forked, second_coupling=False), milder)
    assert of(seen, "exclusion_measured", figure="time")
    assert "speaking_out" not in {one.path[-1] for one in seen}


def test_the_years_of_a_burn_in_do_not_count(folder, book):
    run = lived(folder, folder / "sooner.yaml", "burnt", burn_in=1)
    evidence = evidence_of(run, book)
    assert evidence.first_week == 52
    people = totals_of(run.weekly, 52).filter(measure="people", group=EVERYBODY)["value"].item()
    assert evidence.counted.total(sum_of("people")) == people
    assert evidence.panel["week"].min() >= 52


def test_entries_are_those_that_stood_in_the_weeks_that_count(folder, run):
    path = folder / "dated.yaml"
    path.write_text(
        "policy: dated\ntitle: D\nextends: as-told\nchanges:\n"
        "  - from: 2021-01-01\n    remove: {rules: [speaking_out]}\n"
        "  - from: 2030-01-01\n    rules: {theft: {points: -99}}\n",
        encoding="utf-8",
    )
    rules = [dict(entries_of(load_policy(path), run.society, first, 104).rules()) for first in (0, 60)]
    assert rules[0].keys() - rules[1].keys() == {"speaking_out"}
    assert rules[1]["theft"].points == -60


def test_each_check_speaks_to_checks_that_there_are():
    known = set(checks())
    for name, check in measured_checks().items():
        assert name not in known
        assert set(check.speaks_to) <= known
        assert all(threshold.range or threshold.reference for threshold in check.thresholds.values())
    assert checks_document().value.keys() == measured_checks().keys()
