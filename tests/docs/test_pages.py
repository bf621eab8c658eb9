"""The pages that come out of the files are the files' own."""

import pytest

from scored_society.policy.load import RULE_BOOKS, load_policy
from scored_society.policy.show import rows, shown_from
from scored_society.society.load import SOCIETIES, load_society


@pytest.mark.parametrize(
    "page", ["audit.md", "instruments.md", "parameters.md", "rule-books.md", "societies.md", "text-and-record.md"]
)
def test_a_page_is_what_make_docs_writes(writer, committed, page):
    assert committed(page) == writer.PAGES[page](), "run make docs"


@pytest.mark.parametrize("name", RULE_BOOKS.names())
def test_every_entry_of_a_rule_book_stands_on_its_page(committed, name):
    book = load_policy(name)
    shown = committed("rule-books.md").split(f"\n## `{name}`")[1].split("\n## ")[0]
    for row in rows(book.at(shown_from(book))):
        assert f"\n| {row['name']} | {row['rules']} | " in shown
        assert row["claim"] is None or f" | {row['claim']} | {row['voice']} | " in shown


@pytest.mark.parametrize("name", SOCIETIES.names())
def test_every_section_of_a_society_stands_on_its_page(committed, name):
    value = load_society(name).document.value
    shown = committed("societies.md").split(f"\n## `{name}`")[1].split("\n## ")[0]
    for section in ("behaviours", "goods", "services", "face_checks"):
        assert all(f"\n| {entry} | " in shown for entry in value[section])
    for section in ("text_classifiers", "collecting", "celebrities", "trust", "situation"):
        assert f"\n| {section} | " in shown
