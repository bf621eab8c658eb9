"""The tutorial is true: its example is the file, and what it tells to run runs."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

import scored_society
from decision.decisions import EXAMPLE

ROOT = EXAMPLE.parents[1]
TUTORIAL = ROOT / "docs" / "tutorials" / "own-decision.md"
FENCED = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def blocks(monkeypatch) -> list[str]:
    """Return the Python of the tutorial, to be run where it says."""
    monkeypatch.chdir(ROOT)
    monkeypatch.syspath_prepend(EXAMPLE.parent)
    monkeypatch.delitem(sys.modules, EXAMPLE.stem, raising=False)
    return FENCED.findall(TUTORIAL.read_text())


def test_its_example_is_the_file(blocks):
    assert EXAMPLE.read_text().endswith(f'"""\n\n{blocks[0]}')


def test_its_test_of_the_example_runs_uncompiled(blocks):
    exec(blocks[-1], {})


@pytest.mark.soak
@pytest.mark.timeout(0)
def test_all_of_it_runs(blocks):
    names: dict[str, object] = {}
    for block in blocks:
        exec(block, names)


def test_what_it_points_to_is_there():
    for link in re.findall(r"\]\(([^)#]+)\)", TUTORIAL.read_text()):
        assert (TUTORIAL.parent / link).exists(), link
    for path in re.findall(r"`((?:week|tables)/[a-z]+\.py)`", TUTORIAL.read_text()):
        assert (Path(scored_society.__file__).parent / path).exists(), path
