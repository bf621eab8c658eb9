"""An audit as SARIF 2.1.0, for code review and editors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from scored_society.audit.about import About, about
from scored_society.audit.against import How, Reform, key_of
from scored_society.audit.finding import LAST_LINE, Audit, Finding

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_BASELINE: dict[How, str] = {
    "new": "new", "same": "unchanged", "lighter": "updated", "graver": "updated", "gone": "absent",
}  # fmt: skip


def sarif(found: Audit | Reform) -> dict[str, Any]:
    """Return an audit as a SARIF log.

    Parameters
    ----------
    found : Audit or Reform
        Of a reform, the results are those of B, each with what it was in A; what is gone is `absent`.

    Returns
    -------
    dict
        One run. Checks are its rules; the fixed last line is its notification and stands in its properties.
    """
    audit = found.after if isinstance(found, Reform) else found
    checks = about(audit)
    order = {check.name: place for place, check in enumerate(checks)}
    properties: dict[str, Any] = {"policy": audit.policy, "society": audit.society, "evidence": audit.evidence}
    if isinstance(found, Reform):
        properties["baseline"] = found.before.policy
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver(checks)},
                "invocations": [
                    {
                        "executionSuccessful": True,
                        "toolExecutionNotifications": [{"level": "note", "message": {"text": LAST_LINE}}],
                    }
                ],
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, how, order) for finding, how in _findings(found)],
                "properties": properties | {"note": LAST_LINE},
            }
        ],
    }


def _findings(found: Audit | Reform) -> Iterator[tuple[Finding, How | None]]:
    if isinstance(found, Reform):
        yield from ((change.finding, change.how) for change in found.changes)
    else:
        yield from ((finding, None) for finding in found.findings)


def _driver(checks: Sequence[About]) -> dict[str, Any]:
    rules = [
        {
            "id": check.name,
            "shortDescription": {"text": check.title},
            "fullDescription": {"text": check.question},
            "help": {"text": check.remedy},
            "defaultConfiguration": {"level": check.severity},
            "properties": {"family": check.family},
        }
        for check in checks
    ]
    return {"name": "scored audit", "version": version("scored-society"), "rules": rules}


def _result(finding: Finding, how: How | None, order: dict[str, int]) -> dict[str, Any]:
    seen = finding.sighting
    told = finding.as_json()
    kept = ("instrument", "article", "elements", "path", "remedy", "kind", "measured")
    known_by = sha256("\n".join(map(str, key_of(finding))).encode()).hexdigest()
    result: dict[str, Any] = {
        "ruleId": seen.check,
        "ruleIndex": order[seen.check],
        "level": seen.severity,
        "message": {"text": seen.message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(seen.place.file)},
                    "region": {"startLine": seen.place.line},
                }
            }
        ],
        "partialFingerprints": {"checkProvisionEntry/v1": known_by},
        "properties": {key: told[key] for key in kept if key in told},
    }
    return result if how is None else result | {"baselineState": _BASELINE[how]}


def _uri(file: str) -> str:
    """Return a file as SARIF names it; a relative path stays relative."""
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
