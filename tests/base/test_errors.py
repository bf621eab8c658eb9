import pytest

from scored_society.base.errors import Interrupted, Place, ScoredError, UserError, mistake
from scored_society.base.names import nearest


def test_a_place_reads_as_file_and_line():
    assert str(Place("reform.yaml", 14)) == "reform.yaml:14"


def test_a_mistake_says_where_what_what_is_allowed_and_what_was_meant():
    error = mistake(
        "unknown behaviour 'jay_walking'", place=Place("a.yaml", 14), allowed=["b", "c"], meant="jaywalking"
    )
    assert str(error) == ("a.yaml:14: unknown behaviour 'jay_walking'; allowed here: b, c; did you mean 'jaywalking'?")
    assert error.place == Place("a.yaml", 14)


def test_a_text_of_what_is_allowed_is_taken_as_it_stands():
    assert str(mistake("no", allowed="write yes")) == "no; write yes"


def test_a_long_list_of_names_is_cut_short():
    assert str(mistake("no", allowed=[f"n{i}" for i in range(100)])).endswith("n29 and 70 more")


def test_a_mistake_stays_one_printable_line():
    assert str(mistake("bad\n\x1b[31m", place=Place("\udc80", 1))) == r"\udc80:1: bad\n\x1b[31m"


@pytest.mark.parametrize(("kind", "status"), [(ScoredError, 1), (UserError, 2), (Interrupted, 130)])
def test_every_kind_of_error_has_its_exit_status(kind: type[ScoredError], status: int):
    assert kind("").exit_status == status


@pytest.mark.parametrize("name", ["jay_walking", "JayWalking", "jaywalkin", "jay-walking"])
def test_the_nearest_name_is_found_despite_case_and_hyphens(name: str):
    assert nearest(name, ["littering", "jaywalking"]) == "jaywalking"


@pytest.mark.parametrize("name", ["zebra", "", "j" * 1_000_000])
def test_nothing_near_is_none(name: str):
    assert nearest(name, ["littering", "jaywalking"]) is None
