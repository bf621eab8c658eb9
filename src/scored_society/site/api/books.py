"""Rule books and societies: listed, shown, and a rule book of one's own checked."""

from __future__ import annotations

from functools import cache
from typing import Any

from fastapi import APIRouter

from scored_society.policy.diff import course
from scored_society.policy.load import RULE_BOOKS, PolicyBook, load_policy
from scored_society.policy.schema import Expected, Life, Policy, Step
from scored_society.policy.show import rows, shown_from
from scored_society.site.api.asking import BuiltIn, CheckAsked, TheHub
from scored_society.site.given import TESTS, checked, givable, givable_text, rule_book, society
from scored_society.site.problem import Problem
from scored_society.society.load import SOCIETIES

router = APIRouter(tags=["rule books and societies"])
Answer = dict[str, Any]


@router.get("/rule-books")
def list_rule_books() -> Answer:
    """List the built-in rule books."""
    return {"rule_books": [_summary(name) for name in RULE_BOOKS.names()]}


@router.get("/rule-books/schema")
def rule_book_schema() -> Answer:
    """Return the schema of a rule book that may be given, to make a form from."""
    return _schema()


@router.post("/rule-books/check")
async def check_rule_book(asked: CheckAsked, hub: TheHub) -> Answer:
    """Check a rule book against a society. Its own tests are not run here, and a text that has some is refused."""
    return await hub.reading.work_out(lambda: _checked(asked))


@router.get("/rule-books/{name}")
def show_rule_book(name: BuiltIn) -> Answer:
    """Show a built-in rule book."""
    if name not in RULE_BOOKS.names():
        raise Problem(404, "there is no such rule book")
    return shown(rule_book(name))


@router.get("/societies")
def list_societies() -> Answer:
    """List the built-in societies."""
    return {"societies": [_society(name) for name in SOCIETIES.names()]}


@router.get("/societies/{name}")
def show_society(name: BuiltIn) -> Answer:
    """Show a built-in society."""
    if name not in SOCIETIES.names():
        raise Problem(404, "there is no such society")
    book = society(name)
    acts = [
        {key: getattr(behaviour, key) for key in ("number", "what", "kind", "protected", "good")} | {"name": act}
        for act, behaviour in book.society.behaviours.items()
    ]
    goods, regions = list(book.society.goods), list(book.society.regions)
    return _society(name) | {
        "sha256": book.sha256,
        "yaml": book.text(),
        "behaviours": acts,
        "channels": list(book.society.channels),
        "goods": goods,
        "regions": regions,
    }


def shown(book: PolicyBook) -> Answer:
    """Return a rule book as it is shown: its entries, its changes, and the whole as YAML."""
    standing = book.at(shown_from(book))
    changes = [
        {
            "path": ".".join(map(str, found.path)),
            "from": str(found.first),
            "to": None if found.until is None else str(found.until),
            "before": found.before,
            "after": found.after,
        }
        for found in course(book)
    ]
    score = standing.score
    return {
        "name": book.name,
        "title": standing.title,
        "starts": None if standing.starts is None else str(standing.starts),
        "sha256": book.sha256,
        "score": None if score is None else {"lowest": score.lowest, "start": score.start, "highest": score.highest},
        "entries": rows(standing),
        "changes": changes,
        "assumed": [{"path": ".".join(map(str, path)), "value": value} for path, value in book.assumed],
        "yaml": givable_text(book),
        "document": givable(book),
    }


@cache
def _schema() -> Answer:
    """Return the schema of a rule book without what it says of tests."""
    schema = Policy.model_json_schema()
    del schema["properties"][TESTS]
    for model in (Life, Step, Expected):
        del schema["$defs"][model.__name__]
    return schema


def _checked(asked: CheckAsked) -> Answer:
    people = society(asked.society)
    book = checked(asked.policy, asked.society)
    return shown(book) | {"rules": len(book.at(shown_from(book)).rules), "society": people.name}


@cache
def _summary(name: str) -> Answer:
    book = load_policy(name)
    standing = book.at(shown_from(book))
    return {"name": name, "title": standing.title, "rules": len(standing.rules), "scored": standing.score is not None}


@cache
def _society(name: str) -> Answer:
    found = society(name).society
    return {"name": name, "title": found.title, "invented": found.invented, "citizens": found.citizens}
