"""`scored serve`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scored_society.cli.numbers import whole
from scored_society.cli.output import INVENTED, examples

EXAMPLES = examples("serve", "serve --port 8700 --no-open", "serve --export lessons")

Host = Annotated[str, typer.Option(metavar="ADDRESS", help="Where to serve; another than this machine needs --token.")]
Port = Annotated[int, typer.Option(parser=whole("--port", 0, 65_535), metavar="N", help="0: any that is free.")]
Token = Annotated[
    str | None, typer.Option(metavar="T", help="What visitors have to bring, as ?token=T: 16 characters or more.")
]
Export = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR", help="Write the site with runs of its chapters into a folder, and stop; nothing is served."
    ),
]


def serve(
    host: Host = "127.0.0.1",
    port: Port = 8600,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open the browser.")] = False,
    token: Token = None,
    export: Export = None,
) -> None:
    """Serve the site: walk through the system, see it live, change it.

    On this machine alone, and without the network. Runs are kept in a temporary folder, until it stops.
    """
    if export is not None:
        _export(export)
        return
    from scored_society.site.serving import serve as served
    from scored_society.site.settings import Settings

    served(Settings(host, port, token), browser=not no_open, say=_say)


def _say(text: str) -> None:
    typer.echo(f"{text}\n{INVENTED}")


def _export(folder: Path) -> None:
    """Write the static copy."""
    from scored_society.cli.progress import StepProgress
    from scored_society.site.export import write

    with StepProgress() as progress:
        written = write(folder, progress=progress)
    typer.echo(f"{written}\n\n{INVENTED}")
