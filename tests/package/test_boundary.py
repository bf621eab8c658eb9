"""Only invented people: what may be handed to this package, and what may not."""

from __future__ import annotations

import inspect

import pytest

import scored_society as ss

MAY_BE_GIVEN = {
    "audit": {"policy", "society", "evidence", "threads", "progress"},
    "audit_against": {"policy", "reform", "society"},
    "compare": {"a", "b", "hold_bulletin", "second_coupling", "decision", "out", "threads", "progress"},
    "explain": {"run", "citizen"},
    "fork": {"run", "policy", "day", "out", "threads", "progress"},
    "load_policy": {"name_or_path"},
    "load_society": {"name_or_path"},
    "open_comparison": {"path", "decision"},
    "open_run": {"path", "unfinished", "decision"},
    "replicate": {"policies", "seeds", "society", "citizens", "years", "burn_in", "decision", "threads", "progress"},
    "resume": {"path", "decision", "threads", "progress"},
    "simulate": {
        "policy", "society", "citizens", "years", "burn_in", "seed", "interventions", "decision", "out", "threads",
        "progress",
    },
    "write_life": {"run", "citizen", "out", "against"},
    "write_report": {"run", "out"},
}  # fmt: skip
"""Rule books, societies, folders of runs, numbers, and `interventions`; nothing else describes a person.

A `decision` is a program of the user's own: it is given the engine's arrays and nothing else (tests/decision).
"""


@pytest.mark.parametrize("name", [name for name in ss.__all__ if name != "chart"])
def test_no_entry_point_takes_records_of_people(name):
    assert set(inspect.signature(getattr(ss, name)).parameters) <= MAY_BE_GIVEN[name]


def test_interventions_are_the_only_list_of_events_and_return_no_score():
    """They go into a run, of generated citizens, and come out only as a run that says so."""
    assert [name for name, given in MAY_BE_GIVEN.items() if "interventions" in given] == ["simulate"]
    assert inspect.signature(ss.simulate).return_annotation == "Run"
