"""P10: the signs of more collectors, and a model in which they do nothing."""

import pytest

from scored_society.bench.patterns.informers import informer_density, sign_of


@pytest.fixture(scope="module")
def found():
    return informer_density(citizens=2_000, years=1, seeds=4, society="smallville")


def test_more_collectors_less_trust_in_neighbours(found):
    assert {(row.id, row.role) for row in found} == {("P10", "held-out")}
    trust = [row for row in found if row.note.startswith("trust in neighbours")]
    assert [row.met for row in trust] == [True, True]
    assert all(row.low <= row.value <= row.high < 0 for row in trust)


def test_unemployment_is_looked_at_whatever_comes_out(found):
    rows = [row for row in found if row.note.startswith("unemployment, of 1,000 people of 18 to 59")]
    assert [row.target for row in rows] == ["above 0", "above 0"]
    assert all(row.low <= row.value <= row.high for row in rows)
    assert [row.met for row in rows] == [row.low > 0 for row in rows]


def test_collectors_who_change_nothing_are_noticed(tmp_path):
    """A society whose trust does not depend on collectors."""
    path = tmp_path / "unmoved.yaml"
    path.write_text("society: unmoved\nextends: smallville\ntrust: {per_collector: 0}\n", encoding="utf-8")
    trust = informer_density(citizens=2_000, years=1, seeds=3, society=path)[0]
    assert (trust.value, trust.met) == (0, False)


def test_an_outcome_that_is_not_there_has_no_value(replicated):
    row = sign_of("happiness", "happiness", 1, replicated, *replicated.policies, "")
    assert (row.value, row.met, row.note) == (None, None, "happiness: not among the outcomes")


@pytest.fixture
def replicated():
    from scored_society.measure.replicate import replicate

    return replicate(["none", "as-told"], [1, 2], society="smallville", citizens=200, years=1)


@pytest.mark.soak
def test_signs_of_informer_density():
    trust = [row for row in informer_density() if row.note.startswith("trust in neighbours")]
    assert [row.met for row in trust] == [True, True]
