import pytest
from pydantic import ValidationError

from scored_society.base.document import parse_document
from scored_society.base.errors import UserError
from scored_society.base.grounds import Grounded, Reference, assumed_values, check_grounds

GOOD = b"""\
name: as told
starts: 2020-01-01
littering:
  number: 3
  claim: 24 points of view
  points: -5
  basis: documented
  reference: {title: Rules, where: Rongcheng, year: 2014}
  fines:
    first: 5 points
    more: {value: 2 years, basis: assumed, range: [1 year, 3 years]}
guess:
  basis: assumed
  range: {a: [1, 2]}
  why: nobody counted, 3 years long
  a: 1
  list: [{rate: 0.2 per year}, true, text]
"""


def refused(text: str) -> str:
    with pytest.raises(UserError) as caught:
        check_grounds(parse_document(text.encode(), "f.yaml"), exempt_keys={"number"})
    return str(caught.value)


def test_a_file_with_grounds_for_every_number_passes():
    check_grounds(parse_document(GOOD, "f.yaml"), exempt_keys={"number", "claim"})


@pytest.mark.parametrize(
    ("value", "numeric"),
    [
        ("5", True),
        ("0.5", True),
        ("-5 points", True),
        ("12 %", True),
        ("0.26 per year", True),
        ("3/week", True),
        ("2 years in prison", True),
        ("true", False),
        ("2020-01-01", False),
        ("24 behaviours", False),
        ("text", False),
        ("'5'", False),
        ("null", False),
    ],
)
def test_numbers_and_texts_with_units_need_a_basis(value: str, numeric: bool):
    text = f"a:\n  b: {value}\n"
    if numeric:
        assert refused(text).startswith("f.yaml:2: 'a.b' has no basis; allowed here: documented, derived")
    else:
        check_grounds(parse_document(text.encode(), "f.yaml"))


def test_a_basis_other_than_assumed_needs_a_reference_with_a_title():
    for reference in ("", "  reference: {where: x}\n", "  reference: x\n"):
        assert (
            refused(f"a:\n  b: 5\n  basis: derived\n{reference}") == "f.yaml:3: 'a.b' is derived and has no reference"
        )


def test_assumed_needs_a_range():
    assert refused("a:\n  b: 5\n  basis: assumed\n") == "f.yaml:3: 'a.b' is assumed and has no range"


def test_an_unknown_basis_is_refused():
    message = refused("a:\n  b: 5\n  basis: estimate\n")
    assert message.startswith("f.yaml:3: unknown basis 'estimate'; allowed here: documented")
    assert message.endswith("did you mean 'estimated'?")


def test_the_nearest_basis_counts():
    assert refused("basis: documented\nreference: {title: t, where: w}\na:\n  basis: assumed\n  b: 5\n").startswith(
        "f.yaml:4: 'a.b' is assumed"
    )


def test_the_first_by_line_is_told():
    assert refused("a: {b: x}\nc: 1\nd: 2\n").startswith("f.yaml:2: ")


def test_everything_assumed_is_listed():
    found = assumed_values(parse_document(GOOD + b"bare: 7\n", "f.yaml"), exempt_keys={"number", "claim"})
    assert found == [
        (("littering", "fines", "more", "value"), "2 years"),
        (("guess", "a"), 1),
        (("guess", "list", 0, "rate"), "0.2 per year"),
        (("bare",), 7),
    ]


def test_a_grounded_model_is_assumed_unless_it_says_otherwise():
    assert Grounded().basis == "assumed"
    reference = Reference(title="Rules", where="Rongcheng", year=2014)
    assert Grounded(basis="derived", reference=reference).reference == reference
    with pytest.raises(ValidationError):
        Grounded.model_validate({"basis": "guessed"})
