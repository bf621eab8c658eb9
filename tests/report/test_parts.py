import polars as pl
import pytest

from report import invented
from scored_society.report.assumptions import assumptions, ranges
from scored_society.report.bundle import bundle
from scored_society.report.tables import Table, table
from scored_society.report.wording import NO_BREAK, decimal, enumerated, fine, percent, text, whole


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (whole(1234567), "1,234,567"),
        (decimal(-44.46), "-44.5"),
        (fine(0), "0"),
        (fine(0.01234), "0.0123"),
        (fine(0.5), "0.500"),
        (fine(12.34), "12.3"),
        (fine(1234.5), "1,234"),
        (fine(0.00001), "1.00e-05"),
        (percent(0), "0 %"),
        (percent(0.00001), "less than 0.01 %"),
        (percent(0.0004), "0.04 %"),
        (percent(0.0345), "3.5 %"),
        (percent(1), "100 %"),
        (enumerated(["a", "b", "c"]), "a, b and c"),
        (enumerated(["a"]), "a"),
        (whole(None), "–"),
        (fine(None), "–"),
        (percent(None), "–"),
        (text(None), "–"),
    ],
)
def test_numbers_as_a_reader_wants_them(written, expected):
    assert written.replace(NO_BREAK, " ") == expected


def test_a_table_has_the_chosen_columns_in_their_order():
    frame = pl.DataFrame({"a": [1], "b": [0.5], "c": ["x"]})
    made = table("All", frame, {"c": ("Name", text), "b": ("Share (%)", percent)})
    assert made == Table("All", ("Name", "Share (%)"), (("x", f"50.0{NO_BREAK}%"),))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ([1, 30], ["1 to 30"]),
        ({"rate": {"factor": [0.1, 10]}, "seats": [64, 256]}, ["rate × 0.1 to 10", "seats 64 to 256"]),
        ({"factor": [0.7, 1.3]}, ["× 0.7 to 1.3"]),
        ([1, 2, 3], ["1, 2, 3"]),
        (None, []),
    ],
)
def test_ranges_in_words(given, told):
    assert ranges(given) == told


def test_assumed_values_stand_together_by_entry():
    found = {(item.file, item.entry): item for item in assumptions(invented.run())}
    charity = found["policy.yaml", "rules.charity_work"]
    assert (charity.values, charity.range) == ("points 5; most_per_year 3", "1 to 30")
    ages = found["society.yaml", "people.ages"]
    assert ages.values.startswith("people 6, 6, 6")


def test_every_assumed_value_of_the_manifest_is_there():
    run = invented.run()
    listed = sum(len(part.split(", ")) for item in assumptions(run) for part in item.values.split("; "))
    assert listed == len(run.manifest["assumed"])


def test_a_value_whose_file_is_unknown_is_listed_without_a_range():
    run = invented.run(assumed=[{"file": "other.yaml", "path": "a.b", "value": 3}])
    assert assumptions(run) == [("other.yaml", "a", "b 3", "", "")]


def test_the_libraries_are_kept_once_put_together(tmp_path, monkeypatch):
    monkeypatch.setenv("SCORED_CACHE", str(tmp_path))
    monkeypatch.setattr("vl_convert.javascript_bundle", lambda snippet: f"made: {snippet}")
    made = bundle.__wrapped__()
    assert made == "made: window.vegaEmbed = vegaEmbed;"
    monkeypatch.setattr("vl_convert.javascript_bundle", lambda snippet: pytest.fail("was made again"))
    assert bundle.__wrapped__() == made
    assert len(list(tmp_path.iterdir())) == 1
