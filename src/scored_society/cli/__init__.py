"""The command line: `scored`.

Commands import what they need inside their bodies, so that help comes at once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import NoReturn

from scored_society.base.errors import ScoredError


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and end the process.

    It ends with 0, with 2 for a user's mistake, with 1 for anything else that went wrong, with 130 if interrupted.

    Parameters
    ----------
    arguments : sequence of str, optional
        What follows `scored`; those of this process where not given.
    """
    from scored_society.cli.app import app

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a name the terminal cannot show is no reason to fail
    try:
        app(args=arguments, prog_name="scored")
    except ScoredError as error:
        print(error, file=sys.stderr)
        raise SystemExit(error.exit_status) from None
    except OSError as error:
        print(f"{error.filename}: {error.strerror}" if error.filename else error, file=sys.stderr)
        raise SystemExit(1) from None
    raise SystemExit(0)
