import polars as pl
import pytest

from measure.census_rows import census, people
from report import invented
from scored_society.report.findings import findings, findings_by_theme
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
        (9, "listed_by/low_score", 8, B),
        (9, "removals/low_score", 3, B),
        (9, "children_of_listed", 4, B),
        (9, "famous", 2),
        (9, "famous_listed", 1),
        (9, "shut_out_of/work", 8, B),
        (9, "shut_out_of/credit", 5, B),
        (9, "shut_out_of_wrongly/work", 2, B),
        (9, "shut_out_of_three", 5, B),
        (9, "granted/loan", 6, A),
        (9, "declined/loan", 1, A),
        (9, "refused/less_credit", 3, B),
        (9, "refused/university_closed_to_children", 1, B),
        (9, "refused_wrongly/less_credit", 1, B),
        (9, "turned_away/door", 1, A),
        (9, "collectors", 2, {"region": "Riverside"}),
        (9, "platform", 30, {"group": "majority rural", "score": 30}),
        (9, "recorded/payment_platform/low_platform_score", 4, A),
        (9, "entries/platform_warning", 4, A),
        (9, "enjoyed/free_gym", 10, A),
        (9, "worth/free_gym", 6000, A),
        (9, "served_at/university", 1, {"score": 960}),
        (9, "served_at/university", 1, {"score": 1010}),
        (9, "weeks_waited/university", 9, {"score": 960}),
        (9, "trust", 1240, A),
        (9, "trust_nearby", 30_000, A),
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
        "Listings by route: “low score” 10 (10.0 % wrongful); 3 listings were removed before their term",
        "“minority urban” spent 400 on the list and “majority rural” 0",
        "There were 2.0 celebrities on average; they were put on the list once",
        "4 of 40 minors (10.0 %) had a parent on the list",
        "Because a parent is on the list, people were refused once: “university closed to children” 1",
        "80.0 were spent under a punishment in the domain of work, the one hit most; 25.0 % of that time wrongfully",
        "50.0 of every 1,000 weeks were spent shut out of three life domains or more: 250 of “minority urban”, 0 of",
        "refused what was asked for 4 times, 25.0 % of these wrongly; most often “less credit” (3)",
        "Of 10 requests for services, 60.0 % were granted, 10.0 % declined and 30.0 % refused by a punishment",
        "turned people away once; per 1,000 people and year: door 520",
        "There were 2.0 information collectors on average, 20.0 per 1,000 people; their pay came to 154 yuan",
        "the median adult had about 650 points of 350 to 950",
        "led to 4 entries on the State's score, most of them (4) by the rule “platform warning”",
        "In 2020, 10.0 % of people had “free gym”, the standing reward that most have; all of them together were worth",
        "below and above the starting score: “university” 9.00 and 0",
        "trust in the State was 66.7 % of full trust after the first week and 66.7 % at the end; in neighbours, 50.0 %",
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


def test_what_counting_each_report_added_is_told_where_a_rule_does_it(run, write):
    overlay = write("policy: eager\nextends: as-told\nrules:\n  littering: {count: each_channel}\n")
    eager = invented.run(str(overlay))
    assert any("Some rules count each report of an act" in sentence for sentence in findings(eager))
    eager.weekly = pl.concat(
        [eager.weekly, census((9, "extra_entries/littering", 3, A), (9, "entries/littering", 1, A))]
    )
    (sentence,) = (each for each in findings(eager) if "Counting each report" in each)
    assert "added 3 entries" in sentence
    assert not any("each report of an act" in sentence for sentence in findings(run))


def test_themes_hold_every_finding_once(run):
    themes = findings_by_theme(run)
    assert [sentence for _, sentences in themes for sentence in sentences] == findings(run)
    assert all(sentences for _, sentences in themes)
    assert "The list, and the families of those on it" not in dict(findings_by_theme(invented.run("none")))
