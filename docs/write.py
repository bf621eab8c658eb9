"""Write the pages of docs/ that come out of the files of the project: `make docs`.

Each page has a module of its own in docs/writers/. Given a run folder, the pictures of the README are drawn from it as
well: `python docs/write.py runs/as-told`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from writers.audit import audit_page
from writers.instruments import instruments_page
from writers.parameters import parameters_page
from writers.rule_books import rule_books
from writers.societies import societies
from writers.text_and_record import text_and_record

from scored_society import chart
from scored_society.record.folder import open_run

DOCS = Path(__file__).parent
PAGES = {
    "audit.md": audit_page,
    "instruments.md": instruments_page,
    "parameters.md": parameters_page,
    "rule-books.md": rule_books,
    "societies.md": societies,
    "text-and-record.md": text_and_record,
}
PICTURES = ("waiting",)


def pictures(folder: str) -> None:
    """Draw the README's pictures from a run."""
    run = open_run(folder)
    (DOCS / "pictures").mkdir(exist_ok=True)
    for name in PICTURES:
        chart.save(getattr(chart, name)(run), DOCS / "pictures" / f"{name}.png")


def main(arguments: list[str]) -> None:
    """Write the pages, and the pictures of a run if one is named."""
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
    for folder in arguments:
        pictures(folder)


if __name__ == "__main__":
    main(sys.argv[1:])
