"""The pages that come out of the files are the files' own."""

import importlib.util
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def writer():
    spec = importlib.util.spec_from_file_location("write", DOCS / "write.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("page", "function"), [("rule-books.md", "rule_books"), ("societies.md", "societies")])
def test_a_page_is_what_make_docs_writes(writer, page, function):
    assert (DOCS / page).read_text(encoding="utf-8") == getattr(writer, function)(), "run make docs"


def test_every_claim_of_the_text_stands_on_the_page():
    from scored_society.policy.load import load_policy

    page = (DOCS / "rule-books.md").read_text(encoding="utf-8")
    claims = [rule.claim for rule in load_policy("as-told").at(0).rules.values() if rule.claim]
    assert len(claims) > 15
    assert all(claim in page for claim in claims)
