import json
from dataclasses import dataclass

import pytest

ROW = {"what": "week / walk", "value": 0.21, "unit": "ratio", "target": 0.15, "met": True}


@pytest.fixture
def asked(pretend):
    asked: list[bool] = []

    def bench(phases, progress):
        asked.append(phases)
        return [ROW]

    pretend("scored_society.bench.rows", bench=bench)
    return asked


def test_rows_are_a_table(scored, asked):
    printed = scored("bench", "--phases").out
    assert "week / walk" in printed
    assert "yes" in printed
    assert asked == [True]


def test_json(scored, asked):
    assert json.loads(scored("bench", "--json").out) == {"rows": [ROW]}
    assert asked == [False]


@dataclass(frozen=True)
class Found:
    id: str = "P9"
    role: str = "verification"
    target: str = "at least 10"
    value: float = 31.5
    low: float = 16.66
    high: float | None = None
    met: bool = True
    note: str = "listings"


def test_patterns_are_a_table(scored, pretend):
    pretend("scored_society.bench.patterns", patterns=lambda progress: [Found()])
    printed = scored("bench", "--patterns").out
    for word in ("P9", "verification", "at least 10", "31.5", "16.66", "yes", "listings"):
        assert word in printed


def test_patterns_as_json(scored, pretend):
    pretend("scored_society.bench.patterns", patterns=lambda progress: [Found()])
    assert json.loads(scored("bench", "--patterns", "--json").out) == {
        "patterns": [
            {
                "id": "P9", "role": "verification", "target": "at least 10", "value": 31.5, "low": 16.66, "high": None,
                "met": True, "note": "listings",
            }
        ]
    }  # fmt: skip


def test_patterns_and_phases_are_asked_for_apart(scored, asked):
    found = scored("bench", "--patterns", "--phases")
    assert (found.status, found.out) == (2, "")
    assert found.err.startswith("--patterns with --phases; one of them")
    assert scored("bench", "--feedbacks", "--phases").status == 2
    assert not asked


@dataclass(frozen=True)
class Moved:
    feedback: str = "income"
    what: str = "no post → lower income"
    receives: str = "income"
    how: str = "one out"
    unit: str = "fifth"
    without: float = 2.0
    effect: float = -0.0138
    low: float = -0.0155
    high: float = -0.0123
    standard_errors: float = -17.2


def test_feedbacks_are_a_table_and_json(scored, pretend):
    pretend("scored_society.bench.feedbacks", feedback_table=lambda progress: [Moved()])
    printed = scored("bench", "--feedbacks").out
    for word in ("no post → lower income", "one out", "-0.0138", "-17.2"):
        assert word in printed
    (row,) = json.loads(scored("bench", "--feedbacks", "--json").out)["feedbacks"]
    assert (row["receives"], row["standard_errors"]) == ("income", -17.2)
