import json
from pathlib import Path
from types import SimpleNamespace

import polars as pl
import pytest

from scored_society.base.errors import UserError
from scored_society.decision.read import read_decision
from scored_society.policy.load import load_policy

WEEKLY = pl.DataFrame(
    [
        (9, "people", None, "majority urban", 1000, 60),
        (9, "people", None, "minority rural", 900, 30),
        (9, "people", None, "minority rural", 640, 10),
        (9, "listed", None, "minority rural", None, 10),
        (9, "listed_wrong", None, "minority rural", None, 4),
    ],
    schema={"week": pl.Int32, "measure": str, "region": str, "group": str, "score": pl.Int32, "value": pl.Int64},
    orient="row",
)


@pytest.fixture
def asked(pretend):
    """Pretend to simulate; return what was asked for."""
    asked: list[dict[str, object]] = []

    def ran(policy="as-told", **options):
        asked.append({"policy": policy} | options)
        folder = options.get("out") or Path(policy)
        if "out" in options:
            folder.mkdir()
        manifest = {"policy": "as-told", "society": "smallville", "weeks": 10, "fingerprint": "f1"}
        manifest["interventions"] = []
        decision = read_decision(options["decision"])
        return SimpleNamespace(
            path=folder, manifest=manifest, weekly=WEEKLY, policy=load_policy("as-told"), decision=decision
        )

    pretend("scored_society.record.start", simulate=ran, resume=ran)
    return asked


def test_what_is_not_given_has_its_default(scored, asked):
    assert scored("simulate").status == 0
    assert asked[0] | {"progress": None} == {
        "policy": "as-told",
        "society": "china-2020",
        "citizens": None,
        "years": 10,
        "burn_in": 0,
        "seed": 1,
        "interventions": (),
        "decision": None,
        "out": Path("runs/as-told-china-2020-1"),
        "threads": None,
        "progress": None,
    }


def test_options_reach_the_run(scored, asked):
    options = {"society": "smallville", "citizens": "1e3", "years": "2", "burn-in": "1", "seed": "1_0", "threads": "2"}
    scored("simulate", "none", *(word for name, value in options.items() for word in (f"--{name}", value)))
    assert asked[0] | {"progress": None} == {
        "policy": "none",
        "society": "smallville",
        "citizens": 1000,
        "years": 2,
        "burn_in": 1,
        "seed": 10,
        "interventions": (),
        "decision": None,
        "out": Path("runs/none-smallville-10"),
        "threads": 2,
        "progress": None,
    }


def test_the_summary_says_what_happened_and_what_next(scored, asked):
    printed = scored("simulate", "--out", "my run").out
    for expected in (
        "people               100",
        "mean score           934.0",
        "listed               10",
        "of them wrongfully   40.0%",
        "fingerprint          f1",
        "scored report 'my run'",
        "scored explain 'my run' 0",
        "Invented people; not a forecast",
    ):
        assert expected in printed


def test_quiet_prints_nothing(scored, asked):
    assert scored("simulate", "--quiet") == (0, "", "")


def test_json_is_the_manifest(scored, asked):
    assert json.loads(scored("simulate", "--json", "--quiet").out)["fingerprint"] == "f1"


def test_resume_takes_threads_and_nothing_else(scored, asked):
    assert scored("simulate", "--resume", "runs/a", "--threads", "2").status == 0
    assert asked[0] | {"progress": None} == {
        "policy": Path("runs/a"),
        "decision": None,
        "threads": 2,
        "progress": None,
    }


def test_a_decision_function_is_named_again_in_what_comes_next(scored, asked, write):
    mine = write("def response(board, seat, behaviour, rules, bulletin, state):\n    return 1\n", "my own.py")
    printed = scored("simulate", "--decision", "my own.py").out
    assert asked[0]["decision"].resolve() == mine
    assert "decision function    my own (" in printed
    assert "scored explain runs/as-told-china-2020-1 0 --decision 'my own.py'" in printed
    scored("simulate", "--resume", "runs/a", "--decision", "my own.py")
    assert asked[1]["decision"].resolve() == mine


@pytest.mark.parametrize(
    ("given", "named"),
    [
        (["none"], "a rule book"),
        (["--seed", "1"], "--seed"),
        (["--burn-in", "0"], "--burn-in"),
        (["--out", "x"], "--out"),
    ],
)
def test_a_resumed_run_stays_as_it_was_made(scored, asked, given, named):
    found = scored("simulate", "--resume", "runs/a", *given)
    assert found == (2, "", f"--resume goes on with a run as it was made; leave out {named}\n")
    assert asked == []


def test_a_run_that_comes_to_nothing_leaves_nothing(scored, pretend, tmp_path):
    def refuse(*arguments, **options):
        raise UserError("no")

    pretend("scored_society.record.start", simulate=refuse, resume=refuse)
    assert scored("simulate").status == 2
    assert list(tmp_path.iterdir()) == []


def test_a_folder_for_runs_that_cannot_be_made(scored, asked, write):
    write("", "runs")
    found = scored("simulate")
    assert (found.status, found.out) == (2, "")
    assert "cannot make the folder 'runs' here: File exists; name another with --out" in found.err
