"""`scored audit`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from scored_society.base.errors import mistake
from scored_society.base.writing import check_place, written
from scored_society.cli.choice import one_of
from scored_society.cli.output import AsJson, examples
from scored_society.cli.progress import WeekProgress

if TYPE_CHECKING:
    from scored_society.audit.against import Reform
    from scored_society.audit.finding import Audit, Severity

EXAMPLES = examples(
    "audit as-told",
    "audit reform.yaml --format sarif --out audit.sarif --fail-on warning",
    "audit as-told --against due-process",
    "audit as-told --evidence runs/as-told-china-2020-1 --format html --out audit.html",
)
FORMATS = ("text", "json", "sarif", "html")
SEVERITIES = ("note", "warning", "error")


def audit(
    policy: Annotated[str, typer.Argument(metavar="POLICY", help="A built-in rule book, or a YAML file.")],
    society: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The society it is to rule over: china-2020, or that of the evidence."),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(metavar="B", help="A reform of POLICY: what it mends, worsens and leaves."),
    ] = None,
    evidence: Annotated[
        Path | None,
        typer.Option(
            metavar="RUN|COMPARISON", help="A finished run of POLICY, or a comparison: what was measured, too."
        ),
    ] = None,
    decision: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The decision function that the evidence was made with, if any."),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format", parser=one_of("--format", FORMATS), metavar="|".join(FORMATS), help="text where not given."
        ),
    ] = None,
    as_json: AsJson = False,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write into a file instead; a page needs one.")
    ] = None,
    fail_on: Annotated[
        str,
        typer.Option(
            parser=one_of("--fail-on", SEVERITIES),
            metavar="|".join(SEVERITIES),
            help="End with status 1 if a finding is at or above this.",
        ),
    ] = "error",
) -> None:
    """Hold a rule book against instruments of rights.

    Which rights it touches, at which line, by which elements, and what would mend it. It measures and points; it does
    not decide legality, and nothing can be suppressed. Ends with status 1 if a finding is at or above --fail-on.
    """
    shape = _shape(format_, as_json)
    if shape == "html" and out is None:
        raise mistake("--format html writes a page", allowed="name its file: --out audit.html")
    if against is not None and evidence is not None:
        raise mistake(
            "--against with --evidence", allowed="one of them: what was not measured of the other would look mended"
        )
    if decision is not None and evidence is None:
        raise mistake("--decision without --evidence", allowed="name the run that it made")
    if out is not None:
        check_place(out)
    found = _found(policy, society, against, evidence, decision)
    content = _content(found, shape, out)
    if out is not None:
        written(content, out)
        typer.echo(out)
    else:
        typer.echo(content, nl=False)
    if found.reaches(cast("Severity", fail_on)):
        raise typer.Exit(1)


def _shape(format_: str | None, as_json: bool) -> str:
    if as_json and format_ not in (None, "json"):
        raise mistake(f"--json with --format {format_}", allowed="one of them")
    return "json" if as_json else format_ or "text"


def _found(
    policy: str, society: str | None, against: str | None, evidence: Path | None, decision: Path | None
) -> Audit | Reform:
    from scored_society.audit import SOCIETY, audit_against
    from scored_society.audit import audit as audited

    if against is not None:
        return audit_against(policy, against, society=society or SOCIETY)
    if evidence is None:
        return audited(policy, society=society)
    from scored_society.audit.measured import open_evidence

    with WeekProgress() as progress:
        progress.message("Living the evidence again …")
        opened = open_evidence(evidence, decision=decision)
        return audited(policy, society=society, evidence=opened, progress=progress)


def _content(found: Audit | Reform, shape: str, out: Path | None) -> str:
    """Return what is printed or written."""
    if shape == "html":
        from scored_society.report.audit import page

        return page(found)
    if shape == "json":
        return _as_text(found.as_json())
    if shape == "sarif":
        from scored_society.audit.sarif import sarif

        return _as_text(sarif(found))
    from scored_society.cli.findings import audit_text

    return audit_text(found, colour=out is None)


def _as_text(value: dict[str, Any]) -> str:
    return f"{json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False)}\n"
