"""The tables of how far people move, and how far groups lie apart in what was said of them."""

from __future__ import annotations

import re
from types import SimpleNamespace

import polars as pl
import pytest

from report import invented
from report.invented_systems import with_systems
from scored_society import chart
from scored_society.measure.run import score_of
from scored_society.report import data


@pytest.fixture(scope="module")
def run() -> SimpleNamespace:
    return with_systems(invented.run())


def cells(table, row=0):
    return dict(zip(table.headings, table.rows[row], strict=True))


def test_moves_are_those_of_everybody_each_year_and_of_groups_over_the_run(run):
    rows = data.mobility(run).rows
    assert [row[:3] for row in rows if row[2] == "everybody"] == [
        ("2020", "2021", "everybody"),
        ("2020", "2022", "everybody"),
        ("2021", "2022", "everybody"),
    ]
    assert {row[:2] for row in rows if row[2] != "everybody"} == {("2020", "2022")}
    assert len(rows) == 3 + 6
    assert [int(row[3]) for row in rows if row[2] == "everybody"] == [60] * 3


def test_a_picture_of_moves_has_all_of_each_fifth(run):
    datasets = chart.mobility(run).to_dict()["datasets"]
    rows = pl.DataFrame([row for rows in datasets.values() for row in rows if "amount" in row])
    sums = rows.group_by("start").agg(pl.col("amount").sum())
    assert sums.height == 5
    assert sums["amount"].to_list() == pytest.approx([100] * 5)


def test_the_panel_of_the_burn_in_is_left_aside():
    later = invented.run(starts="2022-01-01", burn_in=2)
    for show in (chart.mobility, data.mobility):
        with pytest.raises(chart.NothingToDrawError, match="not two years"):
            show(later)


def test_falls_of_the_panel(run):
    everybody = cells(data.recovery(run))
    assert everybody["Group"] == "everybody"
    assert int(everybody[f"Falls below {score_of(run).start}"]) >= int(everybody["Back within the run"]) > 0


def test_nobody_falls(run):
    risen = SimpleNamespace(**{**vars(run), "panel": run.panel.with_columns(score=pl.lit(1200, pl.Int32))})
    with pytest.raises(chart.NothingToDrawError, match="nobody of the panel fell"):
        data.recovery(risen)


def test_inequality_has_three_ways_to_group_a_year(run):
    table = data.inequality(run)
    assert [row[:2] for row in table.rows[:3]] == [
        ("2020", "descent"),
        ("2020", "residence"),
        ("2020", "descent × residence"),
    ]
    assert len(table.rows) == 9
    assert len({row[3] for row in table.rows[:3]}) == 1


def test_wrongful_years_are_of_everybody(run):
    table = data.wrongful(run)
    assert [row[0] for row in table.rows] == ["2020", "2021", "2022"]
    turned_away = run.weekly.filter(pl.col("measure").cast(pl.String).str.starts_with("turned_away/"))["value"].sum()
    assert sum(int(row[-1].replace(",", "")) for row in table.rows) == turned_away


def test_without_an_entry_there_is_no_picture_of_wrongs(run):
    name = pl.col("measure").cast(pl.String)
    right = SimpleNamespace(**{**vars(run), "weekly": run.weekly.filter(~name.str.starts_with("wrong/"))})
    with pytest.raises(chart.NothingToDrawError, match="no entry was made without an act"):
        chart.wrongful(right)


def test_verdicts_on_groups_are_between_nothing_and_one(run):
    table = data.fairness(run)
    assert {row[0] for row in table.rows} >= {"listed", "recorded for a misdeed", "shut out of work"}
    numbers = [float(cell) for row in table.rows for cell in row[2:] if re.match(r"\d", cell)]
    assert 0 <= min(numbers) <= max(numbers) <= 1
    assert len(table.rows) == 3 * len({row[0] for row in table.rows})


def test_nobody_is_judged_where_nobody_is_scored():
    with pytest.raises(chart.NothingToDrawError, match="no groups lie apart"):
        data.fairness(invented.run("none"))
