import json

import pytest

import scored_society as ss

LIFE = {
    "citizen": "12.1",
    "score": 980,
    "ledger": [
        {"week": 53, "rule": "theft", "channel": "police", "real": False}
        | {"points": -20, "score_before": 1000, "score_after": 980}
    ],
    "acts": [{"week": 60, "behaviour": "littering", "seen_by": ["collectors"]}],
    "consequences": [
        {"name": "blacklist", "domain": "mobility", "start": 104, "end": None, "because": "low_score", "wrongful": True}
    ],
    "family": ["12.2", "15"],
    "interventions": [],
    "cutoffs": [
        {"week": 70, "good": "flat", "ranked_by": "score", "weeks_missed": 4, "weeks_last": 0, "first_missed": 70}
        | {"last_missed": 73, "nearest": 72, "rank": 980, "cutoff": 1011, "short_by": 31}
        | {"made": 74, "made_rank": 983, "made_cutoff": None},
        {"week": 90, "good": "hospital", "ranked_by": "score", "weeks_missed": 2, "weeks_last": 2, "first_missed": 90}
        | {"last_missed": 91, "nearest": None, "rank": None, "cutoff": None, "short_by": None}
        | {"made": None, "made_rank": None, "made_cutoff": None},
    ],
    "family_felt": [
        {"week": 60, "until": 90, "what": "a parent is on the list", "who": "7", "sanctions": ["no_school"], "times": 2}
    ],
    "requests": [{"week": 70, "asked_for": "loan", "result": "refused", "by": "less_credit", "wrongful": True}],
}  # fmt: skip


@pytest.fixture
def lived(pretend):
    def told(life: dict[str, object]) -> None:
        pretend("scored_society.record.folder", open_run=lambda path, decision: path)
        pretend(
            "scored_society.record.explain", explain=lambda run, citizen: life | {"run": str(run), "asked": citizen}
        )

    return told


def test_a_life_is_told(scored, lived):
    lived(LIFE)
    found = scored("explain", "runs/a", "12.1")
    assert found.status == 0
    for expected in (
        "Citizen 12.1: score 980",
        "2021-01-08",
        "theft",
        "police",
        "-20",
        "littering",
        "2022-01-01",
        "12.2",
    ):
        assert expected in found.out
    assert found.out.endswith("Invented people; not a forecast, and not a measurement of any country.\n")


def test_cut_offs_and_the_family_are_told(scored, lived):
    lived(LIFE)
    printed = " ".join(scored("explain", "runs/a", "12.1").out.split())
    assert "flat score 2021-05-07 4 2021-05-28 980 against 1011: 31 short 2021-06-04 983; all were served" in printed
    assert "after everybody, being listed" in printed
    assert "a parent is on the list 7 2 no_school" in printed


def test_an_uneventful_life_is_told(scored, lived):
    lived({key: [] for key in LIFE} | {"citizen": "12", "score": None})
    printed = scored("explain", "runs/a", "12").out
    assert "not scored" in printed
    assert "No entry was ever made." in printed
    assert "Nothing scarce was waited for." in printed


def test_how_it_ended_is_told_where_something_did(scored, lived):
    lived(LIFE)
    assert "ended by" not in scored("explain", "runs/a", "12.1").out
    idle = {"name": "out of work", "domain": "work", "start": 104, "because": "lost work", "wrongful": False}
    lived(LIFE | {"consequences": [idle | {"end": 106, "ended_by": "found work"}]})
    printed = " ".join(scored("explain", "runs/a", "12.1").out.split())
    assert "because wrongful ended by" in printed
    assert "out of work work 2022-01-01 2022-01-15 lost work no found work" in printed


def test_whoever_met_no_event_of_the_family_may_have_one(scored, lived):
    lived(LIFE | {"family": []})
    printed = scored("explain", "runs/a", "12.1").out
    assert "No event in the family." in printed
    assert "a parent is on the list" in printed


def test_json_is_the_life(scored, lived):
    lived(LIFE)
    found = json.loads(scored("explain", "runs/a", "12.1", "--json").out)
    assert found == LIFE | {"run": "runs/a", "asked": "12.1"}


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A small run with a folder of its own."""
    return ss.simulate("as-told", society="smallville", citizens=100, years=1, out=tmp_path_factory.mktemp("a") / "run")


def test_a_page_is_written_beside_none(scored, run, tmp_path):
    found = scored("explain", run.path, 3, "--html", "life.html")
    assert (found.status, found.out) == (0, "life.html\n")
    assert "Living the same 100 people for 1 years under 'none'" in found.err
    assert "--alone does without" in found.err
    page = (tmp_path / "life.html").read_text(encoding="utf-8")
    assert "No score; ordinary law only" in page
    assert list(tmp_path.iterdir()) == [tmp_path / "life.html"]


def test_a_page_beside_a_run_that_is_there_is_the_same(scored, run, tmp_path):
    scored("simulate", "none", "--society", "smallville", "--citizens", 100, "--years", 1, "--out", "none", "--quiet")
    found = scored("explain", run.path, 3, "--html", "a.html", "--against", "none")
    assert (found.status, found.err) == (0, "")
    scored("explain", run.path, 3, "--html", "b.html")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
    alone = scored("explain", "none", 3, "--html", "alone.html")
    assert alone.err == "This run is 'none' itself: there is nothing to stand beside it.\n"


def test_a_page_alone(scored, run, tmp_path):
    found = scored("explain", run.path, 3, "--html", "life.html", "--alone")
    assert (found.status, found.err) == (0, "")
    assert "No score; ordinary law only" not in (tmp_path / "life.html").read_text(encoding="utf-8")


def test_a_few_lives_are_found(scored, run):
    found = scored("explain", run.path, "--find", "wrong-record")
    *lines, last = found.out.strip().splitlines()
    lives = [line for line in lines if "an entry without an act, from" in line]
    assert found.status == 0
    assert 0 < len(lives) <= 5
    assert last == f"  scored explain {run.path} {lives[0].split()[0]}"
    assert "1 of 1 neighbourhoods, drawn by chance, were looked through" in found.out
    assert "Invented people; not a forecast" in found.out
    draw = found.out.partition("--draw ")[2].split()[0]
    assert scored("explain", run.path, "--find", "wrong-record", "--draw", draw).out == found.out


def test_several_predicates_may_follow(scored, run):
    spaced = scored("explain", run.path, "--find", "lapsed", "waited-longer-than:2", "--draw", 1).out
    assert "an application for" in spaced
    assert "weeks of waiting for" in spaced
    assert scored("explain", run.path, "--find", "lapsed,waited-longer-than:2", "--draw", 1).out == spaced
    assert scored("explain", run.path, "--find", "lapsed", "--find", "waited-longer-than:2", "--draw", 1).out == spaced


def test_nobody_found(scored, run):
    found = scored("explain", run.path, "--find", "waited-longer-than:200")
    assert found.status == 0
    assert found.out.startswith("No such life; 1 of 1 neighbourhoods, drawn by chance, were looked through.")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--find", "speaking_out"], "nobody is ever found by an act"),
        (["--find", "listed", "--json"], "--find and --json exclude each other: a search shows a few lives and is not"),
        (["--find", "listed", "--html", "a.html"], "is not exported, so that nobody makes a list of people of it"),
        (["--find", "listed", "--alone"], "exclude each other"),
        (["7", "--find", "listed"], "'7' is a citizen, and --find looks for some"),
        (["7", "--draw", "1"], "--draw belongs to --find"),
        (["7", "--alone"], "--alone belongs to a page; write one with --html FILE"),
        (["7", "--against", "b"], "--against belongs to a page"),
        (["7", "--html", "a.html", "--against", "b", "--alone"], "--against and --alone exclude each other"),
        (["7", "--html", "a.html", "--json"], "--html writes a page and --json prints the life"),
        (["7", "--html", "nowhere/a.html"], "there is no folder"),
        (["7", "--html", "."], "is no name for a file"),
        (["x", "--html", "a.html"], "'x' is not a citizen"),
        (["7", "--html", "a.html", "--against", "nowhere"], "nowhere"),
    ],
)
def test_what_does_not_go_together(scored, run, tmp_path, arguments, message):
    found = scored("explain", run.path, *arguments)
    assert (found.status, found.out) == (2, "")
    assert message in found.err
    assert found.err.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_other_people_do_not_stand_beside_a_life(scored, run, tmp_path):
    other = tmp_path / "other"
    ss.simulate("none", society="smallville", citizens=100, years=1, seed=2, out=other)
    found = scored("explain", run.path, 7, "--html", "a.html", "--against", other)
    assert found.status == 2
    assert "their seeds differ" in found.err
    assert not (tmp_path / "a.html").exists()


@pytest.mark.parametrize("arguments", [[], ["1", "2"]])
def test_one_citizen_is_asked_for(scored, run, arguments):
    found = scored("explain", run.path, *arguments)
    assert found.status == 2
    assert "Error: " in found.err
