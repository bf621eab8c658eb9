"""Whatever is asked, in whatever form: the site answers, and never fails."""

from collections import Counter
from itertools import count

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from starlette.testclient import TestClient

from scored_society.site.app import create_app
from scored_society.site.settings import Limits, Settings
from served_site import SMALL, lived

HERE = "http://127.0.0.1:8600"
FEW, MANY = 6, 300
LITTLE = Limits(citizens=500, default_citizens=200, years=5, citizen_weeks=100_000, someone_citizens=200)
site = create_app(Settings(limits=LITTLE))
schema = schemathesis.openapi.from_dict(site.openapi())
OPERATIONS = {found.ok().label: found.ok() for found in schema.get_all_operations()}
answers: Counter[int] = Counter()
SEEDS = count(2)


def how(examples: int):
    return settings(
        max_examples=examples, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip


def begun(client, kind: str) -> str:
    """Begin something new that may be let go, and return its number."""
    more = {"society": "china-2020"} if kind == "someone" else {"society": "smallville", "citizens": 200, "years": 1}
    asked = {"seed": next(SEEDS), **more}
    answer = client.post(f"/api/{kind}", json=asked)
    assert answer.status_code == 202, answer.text
    return answer.json()["id"]


@pytest.fixture(scope="module")
def known():
    """The site, and the numbers of what is there already, by the first part of a path."""
    with TestClient(site, base_url=HERE, raise_server_exceptions=False) as client:
        run = lived(client, SMALL)
        compared = lived(client, {"society": "smallville", "citizens": 200, "years": 1}, "comparisons")
        someone = client.post("/api/someone", json={"society": "china-2020"}).json()["id"]
        numbers = {"runs": run, "comparisons": compared}
        yield client, {kind: path.rpartition("/")[2] for kind, path in numbers.items()} | {"someone": someone}
    assert answers[200], "requests were refused alone"
    assert answers[422], "no request was refused"
    assert answers[204], "nothing was let go"
    assert not answers[403], "requests came from elsewhere"


def ask(case, client, numbers) -> None:
    """Ask for something that is there, wherever a number is asked for; what is let go is begun for that."""
    kind = case.path.split("/")[2]
    if "number" in case.path_parameters and answers.total() % 5 != 0:
        known = numbers.get(kind, numbers["runs"])
        case.path_parameters["number"] = begun(client, kind) if case.method == "DELETE" else known
    asked = case.as_transport_kwargs(base_url=HERE)
    if "data" in asked:
        asked["content"] = asked.pop("data")
    asked = {key: value for key, value in asked.items() if key in ("method", "url", "params", "json", "content")}
    answer = client.request(**asked)
    answers[answer.status_code] += 1
    assert answer.status_code < 500 or answer.status_code == 503, answer.text
    if answer.status_code >= 400:
        assert answer.json()["error"]["message"]


def asked(label: str, examples: int, known) -> None:
    """Ask whatever one operation may be asked."""

    @how(examples)
    @given(case=OPERATIONS[label].as_strategy())
    def one(case):
        ask(case, *known)

    one()


@pytest.mark.parametrize("label", OPERATIONS)
def test_no_request_makes_the_site_fail(label, known):
    asked(label, FEW, known)


@pytest.mark.soak
@pytest.mark.parametrize("label", OPERATIONS)
def test_none_of_many_requests_makes_the_site_fail(label, known):
    asked(label, MANY, known)
