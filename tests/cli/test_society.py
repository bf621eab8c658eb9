import json

import pytest
import yaml

MINE = "society: mine\ntitle: Mine\nextends: smallville\nresponse: {belief: 0.9}\n"


def test_list(scored):
    assert "smallville" in scored("society", "list").out
    names = [row["society"] for row in json.loads(scored("society", "list", "--json").out)["societies"]]
    assert {"china-2020", "smallville"} <= set(names)


def test_show(scored, write):
    printed = scored("society", "show", write(MINE)).out
    for expected in ("Mine (mine): invented place, 2,000 people", "jaywalking", "hospital"):
        assert expected in printed
    found = json.loads(scored("society", "show", "smallville", "--json").out)
    assert {"society", "behaviours", "goods", "assumed", "sha256"} <= found.keys()


def test_show_as_yaml_loads_again(scored, write):
    text = scored("society", "show", write(MINE), "--yaml").out
    assert "extends" not in yaml.safe_load(text)
    assert scored("society", "show", write(text, "resolved.yaml"), "--yaml").out == text


@pytest.mark.parametrize("name", ["china-2020", "smallville"])
def test_check(scored, name):
    assert f"{name} is sound" in scored("society", "check", name).out
    assert json.loads(scored("society", "check", name, "--json").out)["passed"] is True


def test_check_fails(scored, write):
    found = scored("society", "check", write(MINE + "goods: {hospital: {need: {varies: {shoe_size: [1]}}}}\n"))
    assert found.status == 2
    assert "file.yaml:5: unknown characteristic 'shoe_size'" in found.err


def test_diff(scored, write):
    path = write(MINE)
    rows = json.loads(scored("society", "diff", "smallville", path, "--json").out)["differences"]
    assert [(row["path"], row["after"]) for row in rows] == [("response.belief", 0.9)]
    assert "response.belief" in scored("society", "diff", "smallville", path).out
    assert scored("society", "diff", path, path).out == "mine and mine are the same.\n"
