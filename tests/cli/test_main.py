import subprocess
import sys

import pytest

from scored_society.base.errors import Interrupted, ScoredError, UserError

COMMANDS = [
    ("simulate",),
    ("explain",),
    ("report",),
    ("bench",),
    ("serve",),
    ("policy",),
    ("society",),
    *((kind, command) for kind in ("policy", "society") for command in ("list", "show", "check", "diff")),
]
HELP_AND_WHAT_IT_LOADED = """\
import sys
from scored_society.cli import main
try:
    main(["--help"])
except SystemExit:
    print([name for name in "numba numpy polars altair pydantic rich yaml".split() if name in sys.modules])
"""


def test_help_loads_nothing_heavy():
    ended = subprocess.run([sys.executable, "-c", HELP_AND_WHAT_IT_LOADED], capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[-1] == "[]"


def test_help_names_every_command(scored):
    found = scored("--help")
    assert found.status == 0
    assert all(name in found.out for name in ("simulate", "explain", "report", "bench", "policy", "society"))
    assert "Invented people; not a forecast" in found.out


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_examples(scored, command):
    found = scored(*command, "--help")
    assert found.status == 0
    assert f"\n    scored {' '.join(command)}" in found.out


def test_the_version(scored, monkeypatch):
    monkeypatch.setattr("importlib.metadata.version", lambda name: "1.2.3")
    assert scored("--version") == (0, "scored 1.2.3\n", "")


@pytest.mark.parametrize(
    "arguments", [("simulat",), ("simulate", "--citizen", "5"), ("explain", "run"), ("policy", "sho")]
)
def test_what_is_no_command_ends_with_two(scored, arguments):
    found = scored(*arguments)
    assert found.status == 2
    assert "Error: " in found.err
    assert found.out == ""


@pytest.mark.parametrize(
    ("error", "status", "message"),
    [
        (UserError("wrong"), 2, "wrong\n"),
        (ScoredError("failed"), 1, "failed\n"),
        (
            Interrupted("stopped; to go on: scored simulate --resume runs/a"),
            130,
            "stopped; to go on: scored simulate --resume runs/a\n",
        ),
        (PermissionError(13, "Permission denied", "there"), 1, "there: Permission denied\n"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_errors_end_the_process_with_their_status(scored, pretend, error, status, message):
    def simulate(*arguments, **options):
        raise error

    pretend("scored_society.record.start", simulate=simulate, resume=simulate)
    found = scored("simulate", "none", "--out", "run")
    assert (found.status, found.err) == (status, message)
