"""What is found in the built-in rule books, stored so that a change in what the audit says is always a decision.

`python tests/audit/renew_golden.py` writes the files of golden/ anew. Do so only after a change that is meant to change
findings, read what became of them (`git diff tests/audit/golden`), and say in the changelog that they did.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scored_society.audit import audit
from scored_society.audit.finding import LAST_LINE, Finding, Sighting
from scored_society.policy.load import RULE_BOOKS

GOLDEN = Path(__file__).with_name("golden")
BOOKS = RULE_BOOKS.names()


def told(book: str) -> str:
    """Return what is found in a rule book: each finding with its line, and each provision with its elements."""
    return "\n".join([*_lines(book), LAST_LINE, ""])


def stored(book: str) -> str:
    """Return what was decided on."""
    return (GOLDEN / f"{book}.txt").read_text(encoding="utf-8")


def _lines(book: str) -> Iterator[str]:
    for sighting, findings in audit(book).sightings():
        yield _seen(sighting)
        yield f"  {sighting.message}"
        yield from (f"    {_provision(finding)}" for finding in findings)
        yield ""


def _seen(sighting: Sighting) -> str:
    return f"{sighting.check} {sighting.severity} {sighting.place} {'.'.join(map(str, sighting.path))}"


def _provision(finding: Finding) -> str:
    elements = "; ".join(f"{element.name}: {element.verdict}" for element in finding.elements)
    return f"{finding.instrument} {finding.article} | {elements}".rstrip(" |")


if __name__ == "__main__":
    for book in BOOKS:
        print(book, flush=True)
        (GOLDEN / f"{book}.txt").write_text(told(book), encoding="utf-8")
