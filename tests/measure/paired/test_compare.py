"""Comparisons: nothing between a run and itself, one report traced to its channels, pairs that cannot be compared."""

from __future__ import annotations

import json
import shutil
from copy import copy
from pathlib import Path

import polars as pl
import pytest

import scored_society as ss
from invariance.lived import unlived
from measure.paired.pairs import HEAVIER, adult, lived
from scored_society.base.errors import UserError
from scored_society.measure.census import EVERYBODY
from scored_society.measure.outcomes import outcomes, totals_of
from scored_society.measure.paired.compare import check_recorded
from scored_society.measure.paired.comparison import FATES, TABLES, Comparison
from scored_society.measure.paired.frames import effects_from_totals
from scored_society.measure.paired.pair import paired
from scored_society.measure.paired.reliving import relive
from scored_society.record.files import json_bytes, write_frame
from scored_society.record.manifest import file_hash


def test_a_run_and_itself_do_not_differ():
    run = lived()
    comparison = ss.compare(run, run)
    numbers = comparison.effects.select("effect", "low", "high", "second_effect", "second_low", "second_high")
    assert comparison.effects.height > 500
    assert not numbers.select("effect", "second_effect").null_count().sum_horizontal()[0]
    assert (numbers.fill_null(0) == 0).to_numpy().all()  # a group of few may have no interval
    assert (comparison.parted, comparison.harmed, comparison.helped) == (0, 0, 0)
    assert comparison.partings.is_empty()
    assert set(comparison.fates["fate"]) == {"alike"}
    assert comparison.transitions.filter(pl.col("a") != pl.col("b")).is_empty()


def test_effects_are_the_difference_of_what_the_runs_show():
    a, b = lived(), lived(HEAVIER)
    comparison = ss.compare(a, b, second_coupling=False)
    shown = comparison.effects["measure"].unique().to_list()
    for run, which in ((a, "a"), (b, "b")):
        expected = outcomes(totals_of(run.weekly, comparison.manifest["counts_from_week"]), shown).sort(
            "measure", "group"
        )
        joined = comparison.effects.join(expected, on=["measure", "group"], how="inner", maintain_order="left")
        assert joined.height == comparison.effects.height
        assert joined[which].to_list() == pytest.approx(joined["value"].to_list(), rel=1e-12)
    effects = comparison.effects
    assert (effects["effect"] - (effects["b"] - effects["a"])).abs().max() < 1e-9
    assert effects.select(pl.col("second_effect", "second_low", "second_high").is_null().all()).row(0) == (True,) * 3
    score = effects.filter(measure="score", group=EVERYBODY).row(0, named=True)
    assert score["low"] < score["effect"] < score["high"] < 0


@pytest.fixture(scope="module")
def accused():
    """A run, and the same with one false report in neighbourhood 2."""
    plain = lived(citizens=2000)
    citizen = adult(plain, 2)
    said = ({"date": "2020-03-04", "citizen": citizen, "report": "theft", "by": "cameras"},)
    run = ss.simulate("as-told", society="smallville", citizens=2000, years=2, interventions=said)
    return plain, run


def changed_clusters(comparison: Comparison) -> set[int]:
    totals = comparison.totals
    a, b = (totals.filter(run=which).drop("run") for which in ("a", "b"))
    differing = pl.concat([a.join(b, on=a.columns, how="anti"), b.join(a, on=a.columns, how="anti")])
    return set(differing["cluster"])


def test_one_false_report_stays_in_its_neighbourhood_while_the_bulletin_is_held(accused):
    comparison = ss.compare(*accused, hold_bulletin=True, second_coupling=False)
    assert comparison.manifest["bulletin"] == "held"
    assert changed_clusters(comparison) == {2}
    causes = comparison.manifest["differing_by_cause"]
    assert causes["intervention"] == 1
    assert {cause for cause, count in causes.items() if count} <= {"intervention", "family", "neighbours"}


def test_one_false_report_spreads_through_the_bulletin_and_is_traced(accused):
    held = ss.compare(*accused, hold_bulletin=True, second_coupling=False).manifest["differing_by_cause"]
    comparison = ss.compare(*accused, second_coupling=False)
    assert changed_clusters(comparison) > {2}
    causes = comparison.manifest["differing_by_cause"]
    assert causes["intervention"] == 1
    through_bulletin = causes["scarcity"] + causes["others' records"] + causes["news of the list"]
    assert through_bulletin > 0
    assert causes["own rule"] == 0
    assert causes["family"] + causes["neighbours"] >= held["family"] + held["neighbours"]


def test_what_somebody_does_moves_neighbours_and_nobody_else():
    plain = lived()
    citizen = adult(plain, 3)
    days = [f"2020-{month:02}-{day:02}" for month in range(1, 11) for day in (1, 15)]
    said = [{"date": day, "citizen": citizen, "act": "traffic_offence"} for day in days]
    run = ss.simulate("as-told", society="smallville", citizens=600, years=2, interventions=said)
    comparison = ss.compare(plain, run, hold_bulletin=True, second_coupling=False)
    assert changed_clusters(comparison) == {3}
    causes = comparison.manifest["differing_by_cause"]
    assert causes["intervention"] == 1
    assert causes["neighbours"] > 0
    assert {cause for cause, count in causes.items() if count} <= {"intervention", "family", "neighbours"}


def test_a_listing_by_hand_is_an_intervention_too():
    plain = lived()
    said = ({"date": "2020-03-04", "citizen": adult(plain, 0), "listing": "low_score"},)
    run = ss.simulate("as-told", society="smallville", citizens=600, years=2, interventions=said)
    comparison = ss.compare(plain, run, second_coupling=False)
    assert comparison.manifest["differing_by_cause"]["intervention"] == 1
    assert comparison.partings.filter(cause="intervention")["week"].to_list() == [9]
    fates = comparison.fates.filter(cause="intervention")
    assert fates.row(0, named=True)["fate"] in ("harmed", "both")


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"seed": 2}, "their seeds differ: 1 and 2"),
        ({"citizens": 500}, "their sizes differ: 600 citizens and 500 citizens"),
        ({"years": 1}, "they last for different times: 104 and 52"),
        ({"society": "china-2020"}, r"their societies differ: smallville \(\w{8}\) and china-2020 \(\w{8}\)"),
        ({"burn_in": 1, "years": 1}, "their years count from different days: 2020-01-01 and 2021-01-01"),
    ],
)
def test_runs_that_cannot_be_compared(other, reason):
    told = {"society": "smallville", "citizens": 600, "years": 2} | other
    run = ss.simulate("as-told", **told)
    with pytest.raises(UserError, match=rf"cannot be compared: {reason}; two runs of the same society, seed"):
        ss.compare(lived(), run)


def test_runs_that_are_not_whole_are_not_compared(tmp_path):
    with pytest.raises(UserError, match="not finished"):
        ss.compare(lived(), unlived(tmp_path / "run"))
    with pytest.raises(UserError, match="does not exist"):
        ss.compare(tmp_path / "nowhere", lived())
    shutil.copytree(lived().path, tmp_path / "damaged")
    (tmp_path / "damaged" / "bulletins.parquet").write_bytes(b"PAR1")
    with pytest.raises(UserError, match=r"damaged|its hash is not"):
        ss.compare(tmp_path / "damaged", lived())


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kept") / "comparison"
    return ss.compare(lived(), lived(HEAVIER), out=folder)


def test_a_comparison_is_kept_and_opened(kept):
    again = ss.open_comparison(kept.path)
    assert again.manifest == kept.manifest
    assert all(getattr(again, name).equals(getattr(kept, name)) for name in TABLES)
    assert json.loads(json.dumps(kept.as_json(), allow_nan=False))["parted"] == kept.parted
    assert {"effects", "parted", "harmed", "helped"} <= kept.as_json().keys()
    assert kept.as_json()["effects"][0].keys() >= {"measure", "group", "effect", "low", "high", "unit"}
    assert sum(kept.manifest[fate] for fate in FATES) == kept.lives


def test_a_place_that_will_not_do(kept, tmp_path):
    with pytest.raises(UserError, match="exists already"):
        ss.compare(lived(), lived(), out=kept.path)
    with pytest.raises(UserError, match="is not a folder"):
        ss.compare(lived(), lived(), out=tmp_path / "nowhere" / "comparison")


@pytest.mark.parametrize("name", ["effects.parquet", "a/bulletins.parquet", "b/policy.yaml", "comparison.json"])
def test_a_comparison_that_was_altered_is_refused(kept, tmp_path, name):
    folder = tmp_path / "altered"
    shutil.copytree(kept.path, folder)
    path = folder / name
    path.write_bytes(path.read_bytes().replace(b"points: -15", b"points: -16") if name.endswith("yaml") else b"{}")
    with pytest.raises(UserError):
        ss.open_comparison(folder)


def forged(kept, folder, **changed) -> Path:
    """Copy a comparison with some tables, or some of what it says of itself, put in the place of its own."""
    shutil.copytree(kept.path, folder)
    manifest = json.loads((folder / "comparison.json").read_bytes())
    for name, value in changed.items():
        if isinstance(value, pl.DataFrame):
            write_frame(folder / f"{name}.parquet", value)
            manifest["tables"][name] = file_hash(folder / f"{name}.parquet")
        else:
            manifest[name] = value
    (folder / "comparison.json").write_bytes(json_bytes(manifest))
    return folder


def test_totals_that_do_not_come_out_of_the_inputs_are_refused(kept, tmp_path):
    """Even where everything that is derived from them fits."""
    totals = kept.totals.with_columns(
        pl.when(pl.col("measure") == "entries").then(pl.col("value") + 1).otherwise("value")
    )
    shown = effects_from_totals(totals, kept.manifest["clusters"], kept.effects)
    folder = forged(kept, tmp_path / "forged", totals=totals, effects=shown)
    with pytest.raises(UserError, match=r"does not come out of its own inputs: cluster \d differs"):
        ss.open_comparison(folder)


@pytest.mark.parametrize("name", ["harmed", "parted", "lives", "clusters"])
def test_counts_that_do_not_add_up_are_refused(kept, tmp_path, name):
    with pytest.raises(UserError, match="does not add up"):
        ss.open_comparison(forged(kept, tmp_path / "forged", **{name: kept.manifest[name] + 1}))


def test_effects_that_do_not_follow_from_totals_are_refused(kept, tmp_path):
    effects = kept.effects.with_columns(pl.col("effect") * 10)
    with pytest.raises(UserError, match="does not add up"):
        ss.open_comparison(forged(kept, tmp_path / "forged", effects=effects))


@pytest.mark.parametrize(
    ("name", "value"), [("tables", 3), ("clusters", "x"), ("tables", {}), ("a", None), ("harmed", 0.5)]
)
def test_a_comparison_that_makes_no_sense_is_refused(kept, tmp_path, name, value):
    with pytest.raises(UserError, match="is damaged"):
        ss.open_comparison(forged(kept, tmp_path / "forged", **{name: value}))


@pytest.mark.parametrize("name", ["yearly.parquet", "a/bulletins.parquet", "b/society.yaml", "a/manifest.json"])
def test_a_comparison_with_something_missing_is_refused(kept, tmp_path, name):
    folder = forged(kept, tmp_path / "forged")
    (folder / name).unlink()
    with pytest.raises(UserError):
        ss.open_comparison(folder)


def test_effects_count_from_the_week_in_which_rules_begin_to_differ():
    run = lived()
    comparison = ss.compare(run, ss.fork(run, "no-points-for-speech", "2021-01-01"), second_coupling=False)
    assert comparison.manifest["counts_from_week"] == 52
    entries = comparison.effects.filter(measure="entries/speaking_out", group=EVERYBODY).row(0, named=True)
    assert entries["a"] > 0
    assert entries["b"] == 0
    assert comparison.yearly["year"].unique().to_list() == [2021]


def test_a_run_that_did_not_record_what_it_lived_is_refused(tmp_path):
    """`verify` lives one neighbourhood again; comparing lives all."""
    both = paired(lived(), lived(HEAVIER))
    relived, run = relive(both), copy(both.b)
    check_recorded(run, relived, 1, both.first_week)
    altered = pl.when(pl.col("measure").cast(pl.String) == "adults").then(pl.col("value") + 1).otherwise("value")
    vars(run)["weekly"] = run.weekly.with_columns(altered.alias("value"))
    with pytest.raises(UserError, match="does not come out of its own inputs: adults of everybody differs"):
        check_recorded(run, relived, 1, both.first_week)


def test_a_folder_of_something_else_is_no_comparison(tmp_path):
    with pytest.raises(UserError, match="is not the folder of a comparison"):
        ss.open_comparison(lived().path)
    with pytest.raises(UserError, match="does not exist"):
        ss.open_comparison(tmp_path / "nowhere")


def test_a_comparison_interrupted_leaves_nothing(tmp_path, monkeypatch):
    def interrupted(*_args: object, **_options: object) -> None:
        raise KeyboardInterrupt

    from scored_society.base.errors import Interrupted

    monkeypatch.setattr("scored_society.measure.paired.compare.relive", interrupted)
    with pytest.raises(Interrupted):
        ss.compare(lived(), lived(HEAVIER), out=tmp_path / "comparison")
    assert not list(tmp_path.iterdir())
