import json

import pytest

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
    "requests": [{"week": 70, "asked_for": "loan", "result": "refused", "by": "less_credit", "wrongful": True}],
}  # fmt: skip


@pytest.fixture
def lived(pretend):
    def told(life: dict[str, object]) -> None:
        pretend("scored_society.record.folder", open_run=lambda path: path)
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


def test_an_uneventful_life_is_told(scored, lived):
    lived(LIFE | {"score": None, "ledger": [], "acts": [], "consequences": [], "family": [], "requests": []})
    printed = scored("explain", "runs/a", "12").out
    assert "not scored" in printed
    assert "No entry was ever made." in printed


def test_json_is_the_life(scored, lived):
    lived(LIFE)
    found = json.loads(scored("explain", "runs/a", "12.1", "--json").out)
    assert found == LIFE | {"run": "runs/a", "asked": "12.1"}
