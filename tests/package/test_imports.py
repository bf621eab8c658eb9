"""The package comes at once and brings what is asked for, when it is asked for."""

from __future__ import annotations

import scored_society as ss
from invariance.lived import python

HEAVY = "numba numpy polars altair pydantic rich yaml typer"


def test_importing_the_package_loads_nothing_heavy():
    script = f"import sys, scored_society; print([name for name in {HEAVY.split()} if name in sys.modules])"
    with python(script) as process:
        assert process.communicate() == ("[]\n", "")


def test_all_that_is_promised_is_there():
    for name in ss.__all__:
        assert getattr(ss, name).__doc__
        assert name in dir(ss)
