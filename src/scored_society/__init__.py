"""Scored Society: a laboratory in which invented people live, week by week, under a social-credit rule book.

>>> import scored_society as ss                                        # doctest: +SKIP
>>> run = ss.simulate("as-told", citizens=100_000, years=10, seed=7)   # doctest: +SKIP
>>> run.weekly                                                         # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scored_society import chart as chart
    from scored_society.audit import audit as audit
    from scored_society.audit import audit_against as audit_against
    from scored_society.measure.paired.compare import compare as compare
    from scored_society.measure.paired.folder import open_comparison as open_comparison
    from scored_society.measure.replicate import replicate as replicate
    from scored_society.policy.load import load_policy as load_policy
    from scored_society.record.explain import explain as explain
    from scored_society.record.folder import open_run as open_run
    from scored_society.record.start import fork as fork
    from scored_society.record.start import resume as resume
    from scored_society.record.start import simulate as simulate
    from scored_society.report.life import write_life as write_life
    from scored_society.report.page import write_report as write_report
    from scored_society.society.load import load_society as load_society

_HOMES = {
    "audit_against": "audit",
    "compare": "measure.paired.compare",
    "explain": "record.explain",
    "fork": "record.start",
    "load_policy": "policy.load",
    "load_society": "society.load",
    "open_comparison": "measure.paired.folder",
    "open_run": "record.folder",
    "replicate": "measure.replicate",
    "resume": "record.start",
    "simulate": "record.start",
    "write_life": "report.life",
    "write_report": "report.page",
}
__all__ = [
    "audit",
    "audit_against",
    "chart",
    "compare",
    "explain",
    "fork",
    "load_policy",
    "load_society",
    "open_comparison",
    "open_run",
    "replicate",
    "resume",
    "simulate",
    "write_life",
    "write_report",
]


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for: `scored --help` needs none of it."""
    if name in ("audit", "chart"):
        return import_module(f"{__name__}.{name}")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
