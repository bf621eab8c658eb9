import pytest

from scored_society.society.load import SOCIETIES, load_society
from scored_society.society.show import behaviours, goods, headline


@pytest.mark.parametrize("name", SOCIETIES.names())
def test_every_entry_has_a_row(name):
    society = load_society(name).society
    assert [row["name"] for row in behaviours(society)] == list(society.behaviours)
    assert [row["name"] for row in goods(society)] == list(society.goods)
    assert headline(society)["regions"] == len(society.regions)


def test_rows_say_how_often():
    often = {row["kind"]: row["how_often"] for row in behaviours(load_society("smallville").society)}
    assert str(often["act"]).endswith(" per year")
    assert str(often["omission"]).startswith("after ")
    standings = [
        str(row["how_often"]) for row in behaviours(load_society("smallville").society) if row["kind"] == "standing"
    ]
    assert {said.split(" with")[0] for said in standings} == {"each quarter after three", "each quarter"}
