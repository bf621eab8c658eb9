import json

import pytest
import yaml

REFORM = (
    "policy: reform\ntitle: A reform\nextends: as-told\nchanges: [{from: 2022-01-01, rules: {theft: {points: -9}}}]\n"
)


def test_list(scored):
    assert "as-told" in scored("policy", "list").out
    names = [row["policy"] for row in json.loads(scored("policy", "list", "--json").out)["policies"]]
    assert {"as-told", "none"} <= set(names)


def test_show_as_a_table(scored, write):
    printed = scored("policy", "show", write(REFORM)).out
    for expected in (
        "A reform (reform)",
        "charity_work",
        "Later changes",
        "rules.theft.points",
        "-9",
    ):
        assert expected in printed
    assert "Nobody is scored." in scored("policy", "show", "none").out


def test_show_as_json(scored, write):
    found = json.loads(scored("policy", "show", write(REFORM), "--json").out)
    assert found["policy"] == "reform"
    assert {"section", "name", "points", "claim", "voice", "record", "basis"} <= found["entries"][1].keys()
    assert found["changes"][0]["from"] == "2022-01-01"
    assert {"path": "changes.0.rules.theft.points", "value": -9} in found["assumed"]


def test_show_as_yaml_loads_again(scored, write):
    text = scored("policy", "show", write(REFORM), "--yaml").out
    assert "extends" not in yaml.safe_load(text)
    assert scored("policy", "show", write(text, "resolved.yaml"), "--yaml").out == text


def test_diff(scored, write):
    path = write(REFORM)
    found = json.loads(scored("policy", "diff", "as-told", path, "--json").out)
    assert (found["a"], found["b"]) == ("as-told", "reform")
    assert [(row["path"], row["from"], row["to"]) for row in found["differences"]] == [
        ("rules.theft.points", "2022-01-01", None)
    ]
    assert "rules.theft.points" in scored("policy", "diff", "as-told", path).out
    assert scored("policy", "diff", "none", "none").out == "none and none rule the same.\n"


@pytest.fixture
def rehearsed(pretend):
    """Let tests of a rule book fail as told, without living them."""

    def failing(*failures: str) -> None:
        pretend("scored_society.week.rehearsal", rehearse=lambda policy, society, life: list(failures))

    return failing


def test_check_passes(scored, rehearsed):
    rehearsed()
    found = scored("policy", "check", "as-told", "--society", "smallville")
    assert found.status == 0
    assert "pass  an uneventful life stays at the start" in found.out
    assert "as-told fits smallville" in found.out


def test_check_fails_with_the_tests(scored, rehearsed):
    rehearsed("score is 5, not 6")
    found = scored("policy", "check", "as-told", "--society", "smallville")
    assert found.status == 1
    assert "FAIL  an uneventful life stays at the start\n      score is 5, not 6" in found.out
    assert "tests of as-told failed" in found.err


def test_check_as_json(scored, rehearsed):
    rehearsed()
    found = json.loads(scored("policy", "check", "as-told", "--society", "smallville", "--json").out)
    assert found["passed"] is True
    assert found["tests"][0]["failures"] == []


@pytest.mark.parametrize("name", ["as-told", "none", "no-points-for-speech"])
@pytest.mark.parametrize("society", ["china-2020", "smallville"])
def test_built_ins_pass_their_own_tests(scored, name, society):
    found = scored("policy", "check", name, "--society", society)
    assert (found.status, found.err) == (0, "")
