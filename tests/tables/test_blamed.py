import pytest

from scored_society.society.load import load_society
from scored_society.tables.situation import situation_tables
from scored_society.tables.slots import by_number


@pytest.mark.parametrize("name", ["china-2020", "smallville"])
def test_no_protected_act_counts_as_a_misdeed_of_parents(name):
    society = load_society(name).society
    blamed = situation_tables(society)["blamed"]
    kinds = {
        act: (behaviour.good, behaviour.protected, behaviour.kind, bool(found))
        for (act, behaviour), found in zip(by_number(society.behaviours), blamed, strict=True)
    }
    assert kinds["theft"][-1]
    assert kinds["neglect_of_elderly_family"][-1]
    assert not any(found for good, protected, kind, found in kinds.values() if good or protected != "none")
    assert not any(found for *_, kind, found in kinds.values() if kind == "standing")
