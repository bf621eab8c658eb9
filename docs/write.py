"""Write the pages of docs/ that come out of the files of the project: `make docs`.

docs/rule-books.md and docs/societies.md list what the built-in files hold, with the grounds of each entry. Given a run
folder, the pictures of the README are drawn from it as well: `python docs/write.py runs/as-told`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from scored_society import chart
from scored_society.policy.load import RULE_BOOKS, load_policy
from scored_society.record.folder import open_run
from scored_society.society.load import SOCIETIES, load_society

DOCS = Path(__file__).parent
PICTURES = ("waiting",)


def cell(value: Any) -> str:
    """Return a value as it stands in a table of Markdown."""
    if value is None:
        return ""
    if isinstance(value, dict):
        value = ", ".join(f"{key} {cell(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        value = " ".join(cell(inner) for inner in value)
    return str(value).replace("|", "\\|").replace("\n", " ")


def table(head: tuple[str, ...], rows: list[tuple[Any, ...]]) -> str:
    """Return a table of Markdown."""
    lines = [head, tuple("---" for _ in head), *(tuple(cell(value) for value in row) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def cited(entry: dict[str, Any], key: str = "reference") -> str:
    """Return a reference in words."""
    reference = entry.get(key)
    return cell(", ".join(str(part) for part in reference.values())) if reference else ""


def rule_books() -> str:
    """Return docs/rule-books.md."""
    parts = [
        "# The built-in rule books\n\nWritten by `make docs` from the files; `claim` is the source text, verbatim.\n"
    ]
    for name in RULE_BOOKS.names():
        book = load_policy(name)
        parts.append(f"\n## `{name}`: {book.document.value['title']}\n")
        for section in ("score", "rules", "channels", "entitlements", "blacklist"):
            entries = book.document.value.get(section) or {}
            entries = {"score": entries} if section == "score" and entries else entries
            rows = [
                (
                    entry_name,
                    entry.get("points", ""),
                    entry.get("claim") or f"({entry.get('added', '')})",
                    entry.get("voice"),
                    entry.get("record"),
                    cited(entry, "record_reference"),
                    entry.get("basis", "assumed"),
                    cited(entry),
                    entry.get("range"),
                )
                for entry_name, entry in entries.items()
            ]
            if rows:
                head = ("entry", "points", "claim", "voice", "record", "on record in", "basis", "reference", "range")
                parts.append(f"\n### {section}\n\n{table(head, rows)}")
    return "".join(parts)


def societies() -> str:
    """Return docs/societies.md."""
    parts = ["# The built-in societies\n\nWritten by `make docs` from the files. Rates are per eligible person.\n"]
    for name in SOCIETIES.names():
        society = load_society(name)
        value = society.document.value
        parts.append(f"\n## `{name}`: {value['title']}\n\n### behaviours\n\n")
        rows = [
            (
                key,
                entry.get("kind", "act"),
                entry.get("protected", "none"),
                entry.get("act_rate"),
                entry.get("at_most"),
                entry.get("status_quo_detection"),
                entry.get("basis", "assumed"),
                cited(entry),
                entry.get("range"),
            )
            for key, entry in value["behaviours"].items()
        ]
        head = ("behaviour", "kind", "protected", "rate", "at most", "detected by", "basis", "reference", "range")
        parts.append(table(head, rows))
        parts.append("\n### values that are assumed\n\n")
        parts.append(table(("value", "is"), [(".".join(map(str, path)), given) for path, given in society.assumed]))
    return "".join(parts)


def pictures(folder: str) -> None:
    """Draw the README's pictures from a run."""
    run = open_run(folder)
    (DOCS / "pictures").mkdir(exist_ok=True)
    for name in PICTURES:
        chart.save(getattr(chart, name)(run), DOCS / "pictures" / f"{name}.png")


def main(arguments: list[str]) -> None:
    """Write the pages, and the pictures of a run if one is named."""
    (DOCS / "rule-books.md").write_text(rule_books(), encoding="utf-8")
    (DOCS / "societies.md").write_text(societies(), encoding="utf-8")
    for folder in arguments:
        pictures(folder)


if __name__ == "__main__":
    main(sys.argv[1:])
