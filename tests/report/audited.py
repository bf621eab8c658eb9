"""Audits that the tests of their pages show: of a rule book, of a reform, and one with a hostile file."""

from __future__ import annotations

from pathlib import Path

import scored_society as ss
from audit.made import audit, finding, measured, unlisted
from scored_society.base.writing import written
from scored_society.report.audit import page

HOSTILE = "<img src=x onerror=alert(2)>"


def as_told(path: Path) -> Path:
    """Write the page of `as-told`."""
    return written(page(ss.audit("as-told")), path)


def reform(path: Path) -> Path:
    """Write the page of a reform."""
    return written(page(ss.audit_against("as-told", "due-process")), path)


def hostile(path: Path) -> Path:
    """Write a page of made-up findings, one of them measured, of a file with a hostile name."""
    found = (finding(file=HOSTILE, message=HOSTILE), unlisted(), measured())
    return written(page(audit(*found, policy=HOSTILE, evidence="runs/{{ 7*7 }}")), path)
