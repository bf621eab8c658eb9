"""What is printed for programs, against the shapes that are published."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft4Validator, Draft202012Validator

from audit.made import audit, finding, measured, unlisted
from scored_society.audit.about import about
from scored_society.audit.against import against
from scored_society.audit.finding import LAST_LINE
from scored_society.audit.sarif import sarif

SHAPE = json.loads((files("scored_society.audit") / "schema.json").read_text(encoding="utf-8"))
SARIF = json.loads((Path(__file__).parent / "sarif" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
FOUND = audit(finding(), unlisted(), measured(), evidence="runs/book")
REFORM = against(audit(finding(severity="error"), finding(number=5)), audit(finding(), finding(number=7)))


def closed(shape):
    """Return a schema that knows no key but those that it names."""
    if isinstance(shape, dict):
        inner = {key: closed(value) for key, value in shape.items()}
        return (
            inner | {"additionalProperties": False}
            if shape.get("type") == "object" and "properties" in shape
            else inner
        )
    return [closed(one) for one in shape] if isinstance(shape, list) else shape


def mistakes(schema, value):
    kind = Draft4Validator if "draft-04" in schema["$schema"] else Draft202012Validator
    return [error.message for error in kind(schema).iter_errors(json.loads(json.dumps(value)))]


def test_the_published_shape_is_a_schema():
    Draft202012Validator.check_schema(SHAPE)


@pytest.mark.parametrize("found", [FOUND, REFORM, audit()], ids=["audit", "reform", "nothing"])
def test_json_has_the_published_shape_and_no_key_beside_it(found):
    assert mistakes(closed(SHAPE), found.as_json()) == []
    assert found.as_json()["note"] == LAST_LINE


@pytest.mark.parametrize(
    ("key", "value"),
    [("severity", "fatal"), ("line", 0), ("kind", "measured"), ("elements", [{"element": "x"}]), ("check", "")],
)
def test_the_published_shape_refuses_what_is_none(key, value):
    told = audit(finding()).as_json()
    told["findings"][0][key] = value
    assert mistakes(SHAPE, told)


@pytest.mark.parametrize("found", [FOUND, REFORM, audit()], ids=["audit", "reform", "nothing"])
def test_sarif_is_sarif(found):
    assert mistakes(SARIF, sarif(found)) == []


def test_a_result_says_what_where_and_under_which_provision():
    (run,) = sarif(FOUND)["runs"]
    first, _, third = run["results"]
    assert (first["ruleId"], first["level"], first["message"]["text"]) == ("disproportion", "warning", "It is heavy.")
    place = first["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("book.yaml", 10)
    assert (first["properties"]["instrument"], first["properties"]["article"]) == ("iccpr", "12")
    assert [element["verdict"] for element in first["properties"]["elements"]] == ["met", "not shown"]
    assert "measured" not in first["properties"]
    assert (third["properties"]["kind"], third["properties"]["measured"]["low"]) == ("measured", 0.2)
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert [rule["id"] for rule in rules] == [check.name for check in about(FOUND)]
    assert all(rule["help"]["text"] and rule["fullDescription"]["text"] for rule in rules)


def test_sarif_ends_with_the_last_line():
    (run,) = sarif(FOUND)["runs"]
    assert list(run["properties"].items())[-1] == ("note", LAST_LINE)
    assert run["invocations"][0]["toolExecutionNotifications"] == [{"level": "note", "message": {"text": LAST_LINE}}]


def test_of_a_reform_each_result_says_what_it_was_before():
    (run,) = sarif(REFORM)["runs"]
    states = [(result["baselineState"], result["locations"][0]["physicalLocation"]) for result in run["results"]]
    assert [state for state, _ in states] == ["updated", "new", "absent"]
    assert run["properties"]["baseline"] == "book"
    assert "baselineState" not in sarif(FOUND)["runs"][0]["results"][0]


def test_a_result_is_known_again_whatever_name_and_line():
    def known_by(**given):
        return sarif(audit(finding(**given)))["runs"][0]["results"][0]["partialFingerprints"]

    assert known_by() == known_by(path=("sanctions", "renamed"), line=99, message="Other words.")
    assert known_by() != known_by(number=5)


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("my books/a#b.yaml", "my%20books/a%23b.yaml"),
        ("/tmp/ä.yaml", "file:///tmp/%C3%A4.yaml"),
        ("../x.yaml", "../x.yaml"),
    ],
)
def test_a_file_is_named_as_an_address(file, uri):
    result = sarif(audit(finding(file=file)))["runs"][0]["results"][0]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri
