"""What any request may say: all of it is listed with a reason; none of it describes a person or lists events."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from starlette.routing import BaseRoute

from scored_society.policy.load import RULE_BOOKS, load_policy
from scored_society.site.app import create_app
from scored_society.site.given import givable_text

RULE_BOOK = "a rule book rules over everybody; it names nobody"
NUMBER = "drawn by the server for a run, a comparison or a life that is being lived"
MAY_SAY = {
    "body policy": RULE_BOOK,
    "body policy_a": RULE_BOOK,
    "body policy_b": RULE_BOOK,
    "body against": RULE_BOOK,
    "body society": "the name of a built-in society, which is invented or a whole country",
    "body citizens": "how many there are; who they are is drawn",
    "body years": "how long they live",
    "body burn_in": "how long they live before anybody is scored",
    "body seed": "what all chance comes from",
    "body run": NUMBER,
    "body values": "where the controls of a chapter stand",
    "body values.*": "of one control, which lies within its own bounds",
    "body month": "which of the sixty months is chosen for, so that none is chosen for twice",
    "body choice": "one of the acts that were offered to somebody whom the server drew; one a month",
    "path number": NUMBER,
    "path name": "of a built-in rule book or society, a chapter or a picture",
    "path citizen": "the number of an invented person in a run that was lived",
    "query what": "what was done to somebody, out of a list; never what somebody did",
    "query domain": "the part of life that somebody was shut out of",
    "query draw": "brings the same lives again",
    "query plain": "how a picture is drawn",
    "query good": "which queue a picture is of",
    "query from": "the first frame of the city",
    "query to": "the frame of the city that is left out first",
    "query language": "in which a sentence is said",
    "header Last-Event-ID": "the week from which a stream is read on",
}
"""Everything that may stand in a request to the API, and why it may. What is new here has to be thought about first."""
UNDESCRIBED = {
    "/", "/en/", "/en/{name}/", "/zh/", "/zh/{name}/", "/static", "/api/openapi.json",
}  # fmt: skip
"""What is served beside the API: pages, files and the description; of it only the name of a page is chosen."""
SAID_OF_IT = {"title", "description", "default", "type", "format", "discriminator", "propertyNames"}
BOUNDS = {
    "enum", "const", "pattern", "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
    "minProperties", "maxProperties", "required", "multipleOf",
}  # fmt: skip
CHOICES = {"anyOf", "oneOf", "allOf"}
SHORT = 60
LISTS = {
    "range": "values to try in place of one; a study of sensitivity reads them",
    "steps": "grades of a reward, by score",
    "behaviours": "acts that a route onto the list is for",
    "by": "channels whose reports list somebody",
    "seen_by": "channels that may report an act",
    "listed": "routes onto the list that a punishment is for",
}
"""The lists that a rule book may hold, and why none of them is a life."""


def description() -> dict[str, Any]:
    return create_app().openapi()


def parts(schema: dict[str, Any], name: str, known: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield whatever a value may hold, at any depth, by its name; a keyword that could hide something is refused."""
    if "$ref" in schema:
        yield from parts(known[schema["$ref"].rpartition("/")[2]], name, known)
        return
    walked = {"properties", "additionalProperties", "items", "prefixItems"}
    assert set(schema) <= SAID_OF_IT | BOUNDS | CHOICES | walked, (name, schema)
    yield name, schema
    for choice in CHOICES & set(schema):
        for each in schema[choice]:
            yield from parts(each, name, known)
    for key, below in schema.get("properties", {}).items():
        yield from parts(below, f"{name}.{key}", known)
    more = schema.get("additionalProperties", schema.get("type") == "object")
    if more is not False:
        yield from parts(more if isinstance(more, dict) else {}, f"{name}.*", known)
    for item in (*schema.get("prefixItems", ()), *([schema["items"]] if "items" in schema else ())):
        yield from parts(item, f"{name}[]", known)


def said(described: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield operation, name and schema of all that requests may say."""
    known = described["components"]["schemas"]
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            for parameter in operation.get("parameters", []):
                for name, schema in parts(parameter["schema"], f"{parameter['in']} {parameter['name']}", known):
                    yield f"{method} {path}", name, schema
            content = operation.get("requestBody", {}).get("content", {})
            assert set(content) <= {"application/json"}, path
            for body in content.values():
                for name, schema in parts(body["schema"], "body", known):
                    yield f"{method} {path}", name.replace("body.", "body "), schema


def check(described: dict[str, Any]) -> set[str]:
    """Look at all that requests may say, and return its names."""
    names = set()
    for operation, name, schema in said(described):
        if name == "body":
            assert schema.get("additionalProperties") is False, f"{operation} takes more than it names"
            continue
        assert name in MAY_SAY, f"{operation}: nobody has thought about '{name}'"
        assert schema.get("type") != "array", f"{operation}: '{name}' is a list"
        if schema.get("type") == "string" and MAY_SAY[name] != RULE_BOOK:
            assert {"enum", "pattern"} & set(schema) or schema.get("maxLength", SHORT + 1) <= SHORT, (operation, name)
        names.add(name)
    return names


def test_a_request_says_nothing_but_what_was_thought_about():
    assert check(description()) == set(MAY_SAY)


@pytest.mark.parametrize(
    ("where", "smuggled"),
    [
        ("RunAsked", {"events": {"type": "array", "items": {"type": "string", "maxLength": 9}}}),
        ("RunAsked", {"citizens": {"anyOf": [{"type": "integer"}, {"type": "array", "items": {"type": "integer"}}]}}),
        ("RunAsked", {"citizens": {"anyOf": [{"$ref": "#/components/schemas/Person"}, {"type": "null"}]}}),
        ("RunAsked", {"seed": {"type": "object", "additionalProperties": {"type": "integer"}}}),
        ("RunAsked", {"seed": {"type": "object"}}),
        ("RunAsked", {"society": {"type": "string"}}),
        ("RunAsked", {"seed": {"patternProperties": {".": {"type": "string", "maxLength": 9}}}}),
        ("MonthAsked", {"age": {"type": "integer"}}),
        (
            "PositionsAsked",
            {"values": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Person"}}},
        ),
    ],
)
def test_whatever_is_added_at_any_depth_is_noticed(where, smuggled):
    described = deepcopy(description())
    schemas = described["components"]["schemas"]
    schemas["Person"] = {"type": "object", "properties": {"age": {"type": "integer"}}, "additionalProperties": False}
    schemas[where]["properties"] |= smuggled
    with pytest.raises(AssertionError):
        check(described)


def test_a_body_that_takes_more_than_it_names_is_noticed():
    described = deepcopy(description())
    del described["components"]["schemas"]["MonthAsked"]["additionalProperties"]
    with pytest.raises(AssertionError):
        check(described)


def test_a_new_parameter_is_noticed():
    for place in ("query", "header", "cookie", "path"):
        described = deepcopy(description())
        new = {"in": place, "name": "age", "schema": {"type": "integer"}}
        described["paths"]["/api/runs/{number}"]["get"]["parameters"].append(new)
        with pytest.raises(AssertionError, match=f"nobody has thought about '{place} age'"):
            check(described)


def served(router) -> Iterator[BaseRoute]:
    """Yield whatever a router serves, by itself or through others."""
    for route in router.routes:
        included = getattr(route, "original_router", None)
        yield from [route] if included is None else served(included)


def test_nothing_is_served_that_is_not_described():
    routes = list(served(create_app().router))
    hidden = [route for route in routes if not getattr(route, "include_in_schema", False)]
    assert {route.path for route in hidden} == UNDESCRIBED
    assert all(getattr(route, "methods", {"GET"}) <= {"GET", "HEAD"} for route in hidden)
    assert len(routes) - len(hidden) == sum(len(methods) for methods in description()["paths"].values())


def test_a_rule_book_holds_no_list_of_events(client):
    schema = client.get("/api/rule-books/schema").json()
    lists = set()

    def look(value: Any, name: str) -> None:
        if isinstance(value, list):
            for each in value:
                look(each, name)
        elif isinstance(value, dict):
            if value.get("type") == "array":
                lists.add(name)
            for key, below in value.items():
                look(below, name if key in CHOICES | {"items"} else key)
            if "$ref" in value:
                assert value["$ref"].rpartition("/")[2] in schema["$defs"]

    look(schema, "")
    assert lists == set(LISTS)
    assert "tests" not in schema["properties"]


LIFE = "tests:\n  - name: a neighbour of mine\n    life: [{week: 1, act: theft}]\n    expect: {score: 950}\n"
OWN = f"policy: mine\ntitle: Mine\nextends: as-told\nrules:\n  theft: {{points: -7}}\n{LIFE}"


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("rule-books/check", {"policy": OWN}),
        ("runs", {"policy": OWN}),
        ("comparisons", {"policy_a": OWN}),
        ("comparisons", {"policy_b": OWN}),
        ("audits", {"policy": OWN}),
        ("audits", {"policy": "as-told", "against": OWN}),
        ("someone", {"policy": OWN}),
    ],
)
def test_a_rule_book_with_tests_is_refused_at_their_line_wherever_it_is_given(client, path, asked):
    answer = client.post(f"/api/{path}", json=asked)
    assert answer.status_code == 422
    error = answer.json()["error"]
    assert error["line"] == 6
    assert "scored policy check FILE" in error["message"]
    assert "neighbour" not in error["message"]


@pytest.mark.parametrize("tests", ["tests: []\n", "tests:\n", "'tests': 7\n", '"te\\x73ts": []\n'])
def test_tests_are_refused_in_whatever_form(client, tests):
    answer = client.post("/api/rule-books/check", json={"policy": f"policy: mine\ntitle: Mine\nextends: none\n{tests}"})
    assert answer.status_code == 422
    assert answer.json()["error"]["line"] == 4
    change = f"policy: mine\ntitle: Mine\nextends: none\nchanges:\n  - from: 2021-01-01\n    {tests}"
    assert client.post("/api/rule-books/check", json={"policy": change}).status_code == 422


def test_a_checked_rule_book_is_told_nothing_about_lives(client):
    for policy in ("as-told", OWN.removesuffix(LIFE)):
        told = client.post("/api/rule-books/check", json={"policy": policy}).json()
        assert not {"tests", "passed", "life", "lives"} & set(told)
        assert "tests" not in told["document"]


@pytest.mark.parametrize("name", RULE_BOOKS.names())
def test_what_is_given_may_be_given_back(client, name):
    book = load_policy(name)
    text = client.get(f"/api/rule-books/{name}").json()["yaml"]
    assert text == givable_text(book)
    assert ("scored policy check" in text) == bool(book.at(0).tests)
    answer = client.post("/api/rule-books/check", json={"policy": text, "society": "china-2020"})
    assert answer.status_code == 200, answer.text
    assert answer.json()["entries"] == client.get(f"/api/rule-books/{name}").json()["entries"]
