from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, Field, model_validator

from scored_society.base.document import merge, parse_document
from scored_society.base.errors import UserError
from scored_society.base.model import validated
from scored_society.base.units import Rate


class Act(BaseModel):
    number: int
    voice: Literal["fact", "praise"] = "fact"
    rate: Rate = 0.0
    low: int = 0
    high: int = 1

    @model_validator(mode="after")
    def ordered(self) -> "Act":
        if self.low > self.high:
            raise ValueError("low is above high")
        return self


class Lottery(BaseModel):
    tickets: Annotated[int, Field(ge=1)]


class Book(BaseModel):
    title: str
    acts: dict[str, Act] = {}
    goods: list[Lottery | Act] = []
    best: Annotated[Act | None, Field(description="the best")] = None


def refused(text: str) -> str:
    with pytest.raises(UserError) as caught:
        validated(Book, parse_document(text.encode(), "f.yaml"))
    return str(caught.value)


def test_a_good_file_becomes_a_model():
    book = validated(Book, parse_document(b"title: t\nacts: {a: {number: 1, rate: 1 per week}}\n", "f.yaml"))
    assert book == Book(title="t", acts={"a": Act(number=1, rate="52 per year")})


def test_an_unknown_key_names_what_is_allowed_and_the_nearest():
    assert refused("title: t\nactz: {}\n") == (
        "f.yaml:2: unknown key 'actz'; allowed here: acts, best, goods, title; did you mean 'acts'?"
    )


@pytest.mark.parametrize(
    "text",
    [
        "title: t\nacts:\n  a:\n    nummer: 1\n",
        "title: t\nbest:\n  number: 1\n\n  nummer: 1\n",
        "title: t\ngoods:\n  - tickets: 1\n  -\n    nummer: 1\n",
    ],
)
def test_a_misspelt_key_is_found_at_any_depth(text: str):
    line = text[: text.index("nummer")].count("\n") + 1
    message = refused(text)
    assert message.startswith(f"f.yaml:{line}: unknown key 'nummer'; allowed here: high, low, number, rate")
    assert message.endswith("did you mean 'number'?")


def test_the_first_problem_by_line_is_told():
    assert refused("acts: {a: {number: x}}\ntitle: [1]\n").startswith("f.yaml:1: number: input should be a valid int")


def test_a_missing_key_is_told_at_its_parent():
    assert refused("title: t\nacts:\n  a: {rate: 0}\n") == "f.yaml:3: 'number' is missing in 'a'"
    assert refused("acts: {}\n") == "f.yaml:1: 'title' is missing"


def test_a_bad_quantity_says_what_to_write():
    assert refused("title: t\nacts:\n  a:\n    number: 1\n    rate: 5\n") == (
        "f.yaml:5: rate: '5' is not a rate; write e.g. '0.26 per year'"
    )


def test_a_bad_choice_names_the_choices():
    assert refused("title: t\nacts: {a: {number: 1, voice: prase}}\n") == (
        "f.yaml:2: voice: 'prase' is not known; allowed here: fact, praise; did you mean 'praise'?"
    )


def test_a_problem_of_a_whole_mapping_is_told_at_its_key():
    assert refused("title: t\nacts:\n  a:\n    number: 1\n    low: 5\n") == "f.yaml:3: a: low is above high"


def test_a_bound_is_told_with_the_value():
    assert refused("title: t\ngoods:\n  - tickets: 0\n") == (
        "f.yaml:3: tickets: input should be greater than or equal to 1, not '0'"
    )


def test_a_problem_of_an_overlay_is_told_in_the_overlay():
    base = parse_document(b"title: t\nacts:\n  a:\n    number: 1\n", "base.yaml")
    over = parse_document(b"acts:\n  a:\n    low: 5\n    numbr: 2\n", "over.yaml")
    with pytest.raises(UserError, match=r"^over\.yaml:4: unknown key 'numbr'"):
        validated(Book, merge(base, over))
