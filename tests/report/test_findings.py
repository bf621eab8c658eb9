import polars as pl
import pytest

from measure.census_rows import census, people
from report import invented
from scored_society.report.findings import findings
from scored_society.report.wording import NO_BREAK

A, B = {"group": "majority rural"}, {"group": "minority urban"}


@pytest.fixture
def run():
    made_up = invented.run()
    made_up.weekly = census(
        people(9, "majority rural", 1010, 80),
        people(9, "minority urban", 960, 20),
        (9, "listed", 8, B),
        (9, "listed_wrong", 2, B),
        (9, "listings/low_score", 10, B),
        (9, "listings_wrong/low_score", 1, B),
        (9, "acts/theft", 10, A),
        (9, "acts/speaking_out", 90, A),
        (9, "acts/charity_work", 50, A),
        (9, "acts/good_credit_record", 9999, A),
        (9, "withheld/speaking_out", 30, A),
        (9, "performed/charity_work", 5, A),
        (9, "seen/police/theft", 4, A),
        (9, "recorded/police/theft", 3, A),
        (9, "wrong/cameras/theft", 1, A),
        (9, "served_at/hospital", 2, {"score": 960}),
        (9, "served_at/hospital", 4, {"score": 1010}),
        (9, "weeks_waited/hospital", 10, {"score": 960}),
        (9, "weeks_waited/hospital", 2, {"score": 1010}),
        (9, "served/hospital", 6, {"region": "Riverside"}),
        (9, "lapsed/hospital", 2, {"region": "Riverside"}),
        (9, "adults", 60, A),
        (9, "aware", 30, A),
        (9, "belief", 372, A),
    )
    return made_up


@pytest.mark.parametrize(
    "words",
    [
        "the median score was 1010, and the middle 80 % of people lay between 960 and 1010",
        "“majority rural” rose by 10.0 points and that of “minority urban” fell by 40.0 points: 50.0 points apart",
        "Of 8 people on the list at the end (80.0 per 1,000 people), 25.0 % would not be there had only true acts been",
        "put on the list 10 times; 10.0 % of these were wrongful",
        "Of 150 acts done, 2.0 % were entered on somebody's record",
        "the channels saw: police 40.0 % and cameras 0 %",
        "Of 4 entries, 1 (25.0 %) had no act behind them: 520 for every 1,000 person-years; the largest part, 100 %",
        "below its starting value had waited 5.00 weeks on average, those above it 0.500 weeks",
        "had waited 2.00 weeks on average; 25.0 % of applications lapsed unserved",
        "people left 30 protected acts undone because they are scored, 25.0 % of those that they would have done",
        "Of 50 good deeds, 10.0 % were done only because they are counted",
        "50.0 % of adults knew that they are scored, and adults held it for 20.0 % likely",
    ],
)
def test_findings_carry_their_numbers(run, words):
    assert any(words in sentence.replace(NO_BREAK, " ") for sentence in findings(run)), findings(run)


@pytest.mark.parametrize("rule_book", ["as-told", "none"])
def test_every_finding_says_that_it_comes_from_one_run(rule_book):
    found = findings(invented.run(rule_book))
    assert found
    assert all(sentence.endswith("(one run).") for sentence in found)


def test_a_withheld_right_is_no_gain(run):
    (sentence,) = (each for each in findings(run) if "protected acts" in each)
    assert sentence.startswith("Rights withheld")


def test_a_run_in_which_nothing_happens_has_no_empty_numbers(run):
    run.weekly = run.weekly.filter(pl.col("measure").cast(pl.String) == "people")
    found = findings(run)
    assert any("Nobody was on the blacklist" in sentence for sentence in found)
    assert not any("None" in sentence or "nan" in sentence for sentence in found)
