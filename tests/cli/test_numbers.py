import pytest

from scored_society.base.errors import UserError
from scored_society.cli.numbers import whole


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1", 1),
        ("1e6", 1_000_000),
        ("1_000_000", 1_000_000),
        ("1.5e3", 1500),
        ("2E9", 2 * 10**9),
        ("10.0", 10),
        ("007", 7),
        (5, 5),
    ],
)
def test_whole_numbers_as_people_write_them(text, number):
    assert whole("--citizens", 1, 2_000_000_000)(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "0",
        "-5",
        "nan",
        "inf",
        "1e30",
        "1.5",
        "",
        " 1",
        "1__0",
        "_1",
        "0x10",
        "1e",
        "٣",
        "1,000",
        "9" * 60,
        "1e99999999",
        "many",
    ],
)
def test_anything_else_is_refused_with_the_range(text):
    with pytest.raises(UserError) as error:
        whole("--citizens", 1, 2_000_000_000)(text)
    assert str(error.value).startswith("--citizens: '")
    assert "is not a whole number from 1 to 2_000_000_000; write e.g. 1000000, 1_000_000 or 1e6" in str(error.value)


def test_seeds_are_exact():
    assert whole("--seed", 0, 2**63 - 1)("9223372036854775807") == 2**63 - 1
