"""Each sentence of the source text stands on its page, and something answers it."""

import re
from importlib import import_module
from importlib.resources import files
from typing import Any

import pytest
import yaml

from scored_society.policy.load import RULE_BOOKS, load_policy
from scored_society.policy.show import rows

BUILT_IN = files("scored_society.policy") / "builtin"
TEXT = (BUILT_IN / "as-told.txt").read_text(encoding="utf-8")
DATA = yaml.safe_load((BUILT_IN / "sentences" / "as-told.yaml").read_text(encoding="utf-8"))
LINES = {line["sentence"]: line for line in DATA["sentences"]}
SENTENCES = [match[0] for match in re.finditer(r"\S.*?(?:[.!?](?= [A-Z])|$)", TEXT, re.MULTILINE)]
"""Found one after the other, where docs/writers/sentences.py cuts."""
ROWS = rows(load_policy("as-told").at(0))
PRAISED = (
    "fairness to everybody", "avoidable if citizens act morally", "incentivizing parents", "most holistic score",
    "complete supervision", "should be trusted",
)  # fmt: skip
"""What the text claims for the system itself."""


def within(claim: str, sentence: str) -> bool:
    """Whether any of the words of a claim stand in a sentence, where the claim first stands in the text."""
    start, other = TEXT.index(claim), TEXT.index(sentence)
    return start < other + len(sentence) and other < start + len(claim)


def line_with(words: str) -> dict[str, Any]:
    """Return what the data says of the sentence with some words."""
    return LINES[next(sentence for sentence in SENTENCES if words in sentence)]


def shown(page: str) -> dict[str, str]:
    """Return what the page has for each sentence, in the order of the page: the words in quotation marks, the rest."""
    parts = re.split(r"^\*\*“(.*)”\*\* ", page, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_the_text_is_taken_apart_and_nothing_is_lost():
    assert len(SENTENCES) == 51  # as counted by hand
    assert re.sub(r"\s", "", "".join(SENTENCES)) == re.sub(r"\s", "", TEXT)


def test_each_sentence_stands_on_the_page_in_its_order(committed):
    assert list(shown(committed("text-and-record.md"))) == SENTENCES


@pytest.mark.parametrize("name", RULE_BOOKS.names())
def test_each_claim_is_verbatim(name):
    folded = " ".join(TEXT.split())
    for row in rows(load_policy(name).at(0)):
        assert row["claim"] is None or " ".join(row["claim"].split()) in folded, row["name"]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_each_sentence_is_answered(committed, sentence):
    line = LINES.get(sentence, {})
    found = [row["name"] for row in ROWS if row["claim"] and within(row["claim"], sentence)]
    found = [name for name in found if name not in line.get("not_here", [])] + line.get("entries", [])
    assert found or {"voice", "by", "record"} <= set(line)
    told = shown(committed("text-and-record.md"))[sentence]
    assert all(f"- `{name}` (" in told for name in found)
    assert all(line.get(key, "") in told for key in ("by", "says"))


def test_the_data_knows_the_text():
    assert len(LINES) == len(DATA["sentences"])
    assert set(LINES) <= set(SENTENCES)
    assert [part["begins"] for part in DATA["parts"]] == [
        sentence for sentence in SENTENCES if sentence in {part["begins"] for part in DATA["parts"]}
    ]
    known = {"sentence", "voice", "entries", "not_here", "by", "measures", "record", "record_reference", "says"}
    records = {"documented", "local", "disputed", "contradicted", "no rule found", "none needed"}
    names = {row["name"] for row in ROWS}
    for line in DATA["sentences"]:
        assert set(line) <= known
        assert line.get("voice", "fact") in {"fact", "praise"}
        assert line.get("record", "local") in records
        assert set(line.get("record_reference", {})) <= {"title", "where", "year", "accessed"}
        assert names.issuperset(line.get("entries", []) + line.get("not_here", []))


def test_praise_is_never_shown_as_fact(committed):
    told = shown(committed("text-and-record.md"))
    for sentence, rest in told.items():
        voices = {row["voice"] for row in ROWS if row["claim"] and within(row["claim"], sentence)}
        if LINES.get(sentence, {}).get("voice") == "praise" or voices == {"praise"}:
            assert rest.startswith("(praise)")
        elif "praise" in voices:
            assert rest.startswith("(fact, in part praise)")
            assert ", praise): " in rest


@pytest.mark.parametrize("words", PRAISED)
def test_what_the_text_claims_for_the_system_has_its_measure(words):
    assert line_with(words)["measures"]


def test_the_measures_are_there():
    for name in (name for line in DATA["sentences"] for name in line.get("measures", [])):
        module, function = name.split(".")
        assert callable(getattr(import_module(f"scored_society.measure.{module}"), function))


@pytest.mark.parametrize("words", ["incentivizing parents", "complete supervision"])
def test_what_needs_two_rule_books_names_the_command_that_compares_them(words):
    assert "`scored bench --patterns`" in line_with(words)["by"]


def test_what_is_not_there_yet_is_named():
    assert "not there yet" in line_with("should be trusted")["by"]
