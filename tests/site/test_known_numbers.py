"""What was begun is there until it is let go, and not afterwards; in whatever order that is asked for."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, rule, run_state_machine_as_test
from starlette.testclient import TestClient

from scored_society.site.app import create_app
from scored_society.site.settings import Limits, Settings
from served_site import read_to_end

HERE = "http://127.0.0.1:8600"
LITTLE = Limits(someone_citizens=200)
KINDS = ("runs", "comparisons", "someone")
PLACED = {"{name}": {"runs": "acts", "comparisons": "effects"}, "{citizen}": {"runs": "0"}}
"""What stands in the other places of an address."""
FEW, MANY = 2, 60
STEPS = 10
site = create_app(Settings(limits=LITTLE))


def operations(kind: str) -> list[tuple[str, str]]:
    """Return method and address of all that may be asked about what has a number, but to let it go."""
    found = []
    for path, methods in site.openapi()["paths"].items():
        if path.startswith(f"/api/{kind}/{{number}}"):
            address = path
            for placeholder, by_kind in PLACED.items():
                address = address.replace(placeholder, by_kind.get(kind, ""))
            found += [(method.upper(), address) for method in methods if method != "delete"]
    return found


OPERATIONS = {kind: operations(kind) for kind in KINDS}


@pytest.fixture(scope="module")
def visitor():
    with TestClient(site, base_url=HERE) as client:
        yield client


def begin(client, kind: str, seed: int) -> str:
    """Begin something, let it be lived, and return its number."""
    asked = {"society": "smallville", "seed": seed} | ({} if kind == "someone" else {"citizens": 200, "years": 1})
    answer = client.post(f"/api/{kind}", json=asked)
    assert answer.status_code == 202, answer.text
    told = answer.json()
    run = f"runs/{told['run']['id']}" if kind == "someone" else f"{kind}/{told['id']}"
    assert read_to_end(client, f"/api/{run}")[-1][0] == "done"
    return told["id"]


def ask(client, method: str, path: str, number: str):
    body = {"month": 0, "choice": "nothing"} if path.endswith("/month") else None
    return client.request(method, path.replace("{number}", number), json=body)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_there_is_read_let_go_and_gone(visitor, kind):
    number = begin(visitor, kind, 1)
    assert len(OPERATIONS[kind]) >= 3
    for method, path in OPERATIONS[kind]:
        answer = ask(visitor, method, path, number)
        assert answer.status_code in ((200, 409) if path.endswith("/end") else (200, 202)), (path, answer.text)
    assert visitor.delete(f"/api/{kind}/{number}").status_code == 204
    for method, path in OPERATIONS[kind]:
        answer = ask(visitor, method, path, number)
        assert answer.status_code == 404, path
        assert answer.json()["error"]["message"]
    assert visitor.delete(f"/api/{kind}/{number}").status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_let_go_at_once_is_gone_and_the_next_is_lived(visitor, kind):
    asked = {"society": "china-2020", "seed": 7} | ({} if kind == "someone" else {"citizens": 20_000, "years": 10})
    for _ in range(6):
        number = visitor.post(f"/api/{kind}", json=asked).json()["id"]
        assert visitor.delete(f"/api/{kind}/{number}").status_code == 204
        assert visitor.get(f"/api/{kind}/{number}").status_code == 404
    assert visitor.get(f"/api/{kind}/{begin(visitor, kind, 8)}").status_code == 200


class Visit(RuleBasedStateMachine):
    """Somebody begins, reads and lets go, in any order; what is begun twice is to be let go twice."""

    numbers = Bundle("numbers")

    def __init__(self, client: TestClient) -> None:
        super().__init__()
        self.client, self.wanted = client, Counter()

    @rule(target=numbers, kind=st.sampled_from(KINDS), seed=st.integers(11, 12))
    def begin(self, kind, seed):
        number = begin(self.client, kind, seed)
        self.wanted[kind, number] += 1
        return kind, number

    @rule(known=numbers, data=st.data())
    def read(self, known, data):
        kind, number = known
        answer = ask(self.client, *data.draw(st.sampled_from(OPERATIONS[kind])), number)
        assert answer.status_code < 500, answer.text
        assert (answer.status_code == 404) == (not self.wanted[known]), answer.text

    @rule(known=numbers)
    def let_go(self, known):
        kind, number = known
        answer = self.client.delete(f"/api/{kind}/{number}")
        assert answer.status_code == (204 if self.wanted[known] else 404)
        self.wanted[known] = max(0, self.wanted[known] - 1)

    def teardown(self):
        for (kind, number), times in self.wanted.items():
            for _ in range(times):
                assert self.client.delete(f"/api/{kind}/{number}").status_code == 204


def visit(client, examples: int) -> None:
    how = settings(
        max_examples=examples, stateful_step_count=STEPS, deadline=None, derandomize=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(lambda: Visit(client), settings=how)


def test_in_any_order_what_is_wanted_is_there_and_nothing_else(visitor):
    visit(visitor, FEW)


@pytest.mark.soak
def test_in_many_orders_what_is_wanted_is_there_and_nothing_else(visitor):
    visit(visitor, MANY)
