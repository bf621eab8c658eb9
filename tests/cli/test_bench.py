import json

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
