"""All commands, by name."""

from __future__ import annotations

from typing import Annotated

import typer

from scored_society.cli import audit, bench, compare, explain, policy, report, serve, simulate, society
from scored_society.cli.output import INVENTED, examples

EXAMPLES = examples(
    "simulate --society smallville --years 5",
    "report runs/as-told-smallville-1",
    "compare runs/none-smallville-1 runs/as-told-smallville-1",
    "explain runs/as-told-smallville-1 0",
    "policy show as-told",
    "audit as-told",
)
app = typer.Typer(
    name="scored",
    help="Let a society of invented people live, week by week, under a social-credit rule book.",
    epilog=f"{EXAMPLES}\n\n{INVENTED}",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # plain help and plain errors: at once, one message, and no boxes to copy out of
    pretty_exceptions_enable=False,
)
app.command("simulate", epilog=simulate.EXAMPLES)(simulate.simulate)
app.command("compare", epilog=compare.EXAMPLES)(compare.compare)
app.command("explain", epilog=explain.EXAMPLES)(explain.explain)
app.command("report", epilog=report.EXAMPLES)(report.report)
app.command("audit", epilog=audit.EXAMPLES)(audit.audit)
app.command("serve", epilog=serve.EXAMPLES)(serve.serve)
app.command("bench", epilog=bench.EXAMPLES)(bench.bench)
app.add_typer(policy.app, name="policy")
app.add_typer(society.app, name="society")


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"scored {version('scored-society')}")
        raise typer.Exit


@app.callback()
def common(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Stand before every command."""
