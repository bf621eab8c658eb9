"""The call itself: what it takes, what it needs, and which rule book elements are asked of."""

from __future__ import annotations

import inspect

import pytest

import scored_society as ss
from audit.test_reading import ENTRIES, renamed, resolved, with_behaviours, written
from invariance.lived import python
from scored_society.base.errors import UserError


def judged(found):
    """Return findings without names, files and days: check, provision, entry and verdicts."""
    return [
        (one.sighting.check, one.instrument, one.article, one.sighting.number, [each.verdict for each in one.elements])
        for one in found.findings
    ]


@pytest.mark.parametrize("first", ["scored_society.audit.finding", "scored_society.audit", "scored_society"])
def test_the_name_is_the_call_whatever_was_imported_before(first):
    script = f"import {first}, scored_society as ss; print(ss.audit('none').findings, ss.audit('none').findings)"
    with python(script) as process:
        assert process.communicate() == ("() ()\n", "")


def test_package_and_function_take_the_same():
    assert inspect.signature(ss.audit) == inspect.signature(ss.audit.audit)


def test_a_static_audit_loads_nothing_heavy():
    asked = "import sys, scored_society as ss; ss.audit('as-told')"
    script = f"{asked}; print({{'numba', 'numpy', 'polars', 'altair'}} & {{*sys.modules}})"
    with python(script) as process:
        assert process.communicate() == ("set()\n", "")


def test_a_rule_book_that_starts_later_is_judged_as_it_will_be(write):
    later = ss.audit(write("policy: later\ntitle: Later\nextends: as-told\nstarts: 2025-01-01\n"))
    assert judged(later) == judged(ss.audit("as-told"))
    assert later.context_flow == ss.audit("as-told").context_flow


def test_what_comes_later_is_judged_by_the_rule_book_that_brings_it(write):
    text = "policy: later\ntitle: Later\nextends: none\nchanges:\n  - from: 2024-01-01\n"
    added = """\
    sanctions:
      kept_off: {number: 1, kind: refusal, service: plane_or_train, domain: mobility, when: {listed: true}}
    blacklist:
      courts: {number: 1, kind: reports, by: [police], behaviours: [theft], term: {shortest: 1 year, longest: 2 years}}
"""
    found = ss.audit(write(text + added))
    moved = [one for one in found.findings if one.article == "12" and one.instrument == "iccpr"]
    assert moved
    assert all("kept_off" in one.sighting.message for one in moved)


@pytest.mark.parametrize("name", ["as-told", "on-record"])
def test_other_names_change_no_verdict(name, tmp_path):
    value = with_behaviours(resolved(name))
    names = {entry: f"renamed_{n}" for n, entry in enumerate(entry for key in ENTRIES for entry in value.get(key, {}))}
    assert judged(ss.audit(written(tmp_path, "after", renamed(value, names)))) == judged(ss.audit(name))


def test_a_rule_book_that_does_not_fit_is_refused_at_its_line(write):
    path = write(
        "policy: mine\ntitle: Mine\nextends: as-told\nrules:\n  jay: {number: 60, points: -5, seen_by: [police]}\n"
    )
    with pytest.raises(UserError, match=r"file\.yaml:5: unknown behaviour 'jay'"):
        ss.audit(path)
