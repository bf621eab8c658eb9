"""Mistakes in a decision function come out at their line, before anything is written."""

from __future__ import annotations

import pytest

import scored_society as ss
from decision.decisions import HEAD, SIGNATURE
from scored_society.base.errors import UserError
from scored_society.decision.code import leading
from scored_society.decision.read import read_decision

WRONG = {
    "no Python": ("x = 3\ndef (:\n", 2, "this is not Python: invalid syntax"),
    "none": ("x = 3\n", 1, "there is no function 'response'; def response(board, seat,"),
    "parameters": ("\ndef response(board, seat):\n    return 1\n", 2, "'response' has the parameters board, seat"),
    "default": (SIGNATURE.replace("state", "state=None") + "    return 1\n", 1, "state=None"),
    "import": (f"import os\n{SIGNATURE}    return 1\n", 1, "may not import 'os'"),
    "import of a neighbour": (f"from . import x\n{SIGNATURE}    return 1\n", 1, "may not import '.'"),
    "writes": (f"{SIGNATURE}    state[seat].record = 3\n    return 1\n", 2, "reads and never writes"),
    "adds": (f"{SIGNATURE}    board.sums[3] += 1\n    return 1\n", 2, "reads and never writes"),
    "raises": (f"{SIGNATURE}    raise ValueError\n", 2, "may not raise"),
    "at once": (f"X = 1\nY = X // 0\n{SIGNATURE}    return 1\n", 2, "ZeroDivisionError"),
    "import of nothing": (f"\nfrom scored_society.week.act import TWO\n{SIGNATURE}    return 1\n", 2, "ImportError"),
    "field": (f"{SIGNATURE}    return rules.pionts[seat]\n", 2, "rules has no 'pionts'"),
    "field of a seat": (f"{SIGNATURE}    return state[seat].persn\n", 2, "did you mean 'person'?"),
    "name": (f"{SIGNATURE}    x = 1\n    return nothing + x\n", 3, "name 'nothing' is not defined"),
    "not compiled": (f"def f(x):\n    return x\n\n{SIGNATURE}    return f(seat)\n", 5, "Untyped global name 'f'"),
    "allocates": (f"import numpy as np\n{SIGNATURE}    a = np.zeros(3)\n    return len(a)\n", 3, "does not compile"),
    "float": (f"{HEAD}{SIGNATURE}    return 1.5\n", 5, "there is a float in 'response'; whole numbers only"),
    "divides": (f"{HEAD}{SIGNATURE}    half = seat / 2\n    return int(half)\n", 5, "// and >> instead of /"),
    "truth": (f"{HEAD}{SIGNATURE}    return seat > 3\n", 4, "returns a value of type bool"),
    "sometimes nothing": (f"{HEAD}{SIGNATURE}    if seat:\n        return 3\n", 4, "returns a value of type"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_mistake_is_told_at_its_line(tmp_path, write, what):
    text, line, said = WRONG[what]
    path = write(text, "mine.py")
    with pytest.raises(UserError) as told:
        ss.simulate("as-told", society="smallville", citizens=300, years=1, decision=path, out=tmp_path / "run")
    assert str(told.value).startswith(f"{path}:{line}: ")
    assert said in str(told.value)
    assert "\n" not in str(told.value)
    assert [each.name for each in tmp_path.iterdir()] == ["mine.py"]


def test_the_command_ends_with_status_2(scored, tmp_path, write):
    path = write("x = 3\n", "mine.py")
    ended = scored("simulate", "as-told", "--society", "smallville", "--decision", path, "--out", tmp_path / "run")
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.startswith(f"{path}:1: there is no function 'response'")


def test_what_cannot_be_read(tmp_path, write):
    with pytest.raises(UserError, match="cannot read"):
        read_decision(tmp_path / "nothing.py")
    with pytest.raises(UserError, match="is not a text in UTF-8"):
        read_decision(write(b"\xff\xfe", "mine.py"))


def test_reading_runs_nothing(tmp_path, write):
    path = write(f"open({str(tmp_path / 'trace')!r}, 'w')\n{SIGNATURE}    return 1\n", "mine.py")
    assert read_decision(path).name == "mine"
    assert not (tmp_path / "trace").exists()


def test_the_modules_that_are_executed_once_more_are_those_that_lead_to_the_function():
    assert leading() == {"deeds", "intervene", "neighbourhood", "shard", "sides", "causes", "lockstep"}
