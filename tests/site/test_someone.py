from itertools import pairwise

import numpy as np
import pytest

from scored_society.base.errors import UserError
from scored_society.policy.load import load_policy
from scored_society.record.start import simulate
from scored_society.site.someone.choices import open_to, speaking
from scored_society.site.someone.neighbourhood import MONTHS, first_week
from scored_society.site.someone.silence import twins
from scored_society.society.load import load_society
from scored_society.tables.interventions import MOST_INTERVENTIONS
from served_site import read_to_end

SOCIETY = load_society("smallville").society
GROWN = {"age": 30, "health": "well", "family": []}


@pytest.fixture(scope="module")
def lived_through(client):
    """Somebody's five years: what each month answered, and the end."""
    begun = client.post("/api/someone", json={"policy": "as-told"}).json()
    someone = f"/api/someone/{begun['id']}"
    assert begun["status"] == "preparing"
    assert client.get(f"{someone}/end").status_code == 409
    assert read_to_end(client, f"/api/runs/{begun['run']['id']}")[-1][0] == "done"
    months = [client.get(someone).json()]
    for month in range(MONTHS):
        choice = ("speaking_out", "littering", "nothing")[month % 3]
        answer = client.post(f"{someone}/month", json={"month": month, "choice": choice})
        assert answer.status_code == 200, answer.text
        months.append(answer.json())
    return someone, months, client.get(f"{someone}/end").json()


def test_a_citizen_is_drawn_who_is_grown_up(lived_through):
    _, months, _ = lived_through
    assert months[0]["status"] == "living"
    assert 18 <= months[0]["person"]["age"] <= 65
    assert months[0]["person"]["score"] == 1000


def test_five_years_of_months_are_lived_one_after_the_other(lived_through, client):
    someone, months, _ = lived_through
    assert [answer["month"] for answer in months] == list(range(MONTHS + 1))
    assert months[-1]["status"] == "over"
    assert months[-1]["choices"] == []
    assert client.post(f"{someone}/month", json={"month": 59, "choice": "nothing"}).status_code == 409


def test_what_was_chosen_is_what_happened_and_is_marked(lived_through):
    _, months, end = lived_through
    told = [line["what"] for line in end["life"]["interventions"]]
    assert told == [f"{act} done" for act in end["chosen"] if act != "nothing"]
    assert len(told) == 40 > MOST_INTERVENTIONS
    assert all("invented life" in answer["mark"] for answer in (*months, end))


def test_a_months_news_lie_in_it_and_all_news_together_are_the_life(lived_through):
    _, months, end = lived_through
    told = []
    for month, answer in enumerate(months[1:]):
        assert all(first_week(month) <= line["week"] < first_week(month + 1) for line in answer["news"]["ledger"])
        told += answer["news"]["ledger"]
    assert told == end["life"]["ledger"]


def test_what_has_happened_does_not_change_any_more(lived_through):
    _, months, _ = lived_through
    for before, after in pairwise(months[1:]):
        assert after["life"]["ledger"][: len(before["life"]["ledger"])] == before["life"]["ledger"]


def test_the_twins_differ_in_protected_acts_alone(lived_through):
    _, _, end = lived_through
    done = {twin: [line["what"] for line in end[twin]["interventions"]] for twin in ("silent", "speaking")}
    assert set(done["silent"]) == {"littering done"}
    assert done["speaking"].count("littering done") == done["silent"].count("littering done") == 20
    assert done["speaking"].count("speaking_out done") == 40
    cost = end["cost"]
    assert cost["of"] == "one life"
    assert cost["neighbours"] > 10
    assert cost["withheld"] == cost["silent"]["withheld"] - cost["speaking"]["withheld"]
    assert cost["trust"] == pytest.approx(cost["silent"]["trust"] - cost["speaking"]["trust"], abs=1e-6)


def test_who_keeps_to_nothing_has_the_life_of_the_run(client):
    begun = client.post("/api/someone", json={"policy": "as-told"}).json()
    someone, run = f"/api/someone/{begun['id']}", f"/api/runs/{begun['run']['id']}"
    read_to_end(client, run)
    for month in range(3):
        answer = client.post(f"{someone}/month", json={"month": month, "choice": "nothing"}).json()
    weeks = range(first_week(3))
    whole = client.get(f"{run}/lives/{answer['person']['citizen']}").json()
    assert answer["life"]["ledger"] == [line for line in whole["ledger"] if line["week"] in weeks]
    assert answer["life"]["acts"] == [line for line in whole["acts"] if line["week"] in weeks]


def test_an_act_that_is_not_offered_or_another_month_is_refused(client):
    begun = client.post("/api/someone", json={}).json()
    someone = f"/api/someone/{begun['id']}"
    read_to_end(client, f"/api/runs/{begun['run']['id']}")
    offered = {each["act"] for each in client.get(someone).json()["choices"]}
    closed = set(SOCIETY.behaviours) - offered
    assert {"good_credit_record", "neglect_of_elderly_family"} < closed
    for choice in ("flying", *sorted(closed)):
        assert client.post(f"{someone}/month", json={"month": 0, "choice": choice}).status_code == 422
    assert client.post(f"{someone}/month", json={"month": 1, "choice": "nothing"}).status_code == 409
    assert client.get(someone).json()["month"] == 0
    assert client.delete(someone).status_code == 204
    assert client.get(someone).status_code == 404


def test_what_is_offered_fits_age_health_and_family():
    policy = load_policy("as-told").at(0)

    def acts(**changes):
        return {each["act"] for each in open_to(SOCIETY, policy, GROWN | changes)}

    assert "blood_donation" in acts()
    assert "blood_donation" not in acts(health="frail")
    assert "misbehaviour_at_work" not in acts(age=70)
    assert "care_of_elderly_family" not in acts()
    assert "care_of_elderly_family" in acts(family=[{"citizen": "1", "age": 80}])
    assert not {"good_credit_record", "neglect_of_elderly_family"} & acts()


def test_a_twin_speaks_where_nothing_was_chosen():
    chosen = {0: "littering", 1: "spreading_rumours"}
    silent, spoke = twins(chosen, SOCIETY, speaking(SOCIETY), 4)
    assert silent == {0: "littering"}
    assert spoke == {0: "littering", 1: "spreading_rumours", 2: "speaking_out", 3: "speaking_out"}


def test_months_are_of_four_or_five_weeks_and_make_years():
    lengths = np.diff([first_week(month) for month in range(MONTHS + 1)])
    assert set(lengths.tolist()) == {4, 5}
    assert first_week(12) == 52


def test_no_run_takes_more_interventions_than_an_experiment():
    acts = [{"date": "2020-02-01", "citizen": str(seat), "act": "theft"} for seat in range(MOST_INTERVENTIONS + 1)]
    with pytest.raises(UserError, match="at most 20"):
        simulate("as-told", society="smallville", citizens=100, years=1, interventions=acts)
