"""Machine code is kept, and never used for sources that have changed since."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import scored_society
from invariance.lived import SOURCE, hamlet

PACKAGE = Path(scored_society.__file__).parent
PHASE = """\
from tiny.compiled import compiled

@compiled
def phase(score):
    return score + {step}
"""
WEEK = """\
from tiny.compiled import entry_point
from tiny.phase import phase

@entry_point
def week(score):
    return phase(score)
"""
LIVE = "from tiny.compiled import is_compiled_already as ready; from tiny.week import week; print(ready(), week(1000))"
RUN = """\
import scored_society as ss
print(ss.simulate("as-told", society="smallville", citizens=300, years=1).manifest["fingerprint"])
"""


def ran(script: str, sources: Path, cache: Path) -> str:
    """Run a script on a package from `sources`, and return what it printed."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(sources), str(SOURCE)]), "SCORED_CACHE": str(cache)}
    environment |= {"PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-W", "error", "-c", script]
    ended = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert ended.stderr == ""
    return ended.stdout.strip()


def kept(cache: Path) -> dict[Path, tuple[int, bytes]]:
    """Return all that is in a cache, with the time of the last change."""
    return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in cache.rglob("*") if path.is_file()}


def test_an_edit_in_another_file_is_compiled(tmp_path):
    """A package of two files, with the machinery of the real one; numba alone would not see the edit."""
    tiny, cache = tmp_path / "tiny", tmp_path / "cache"
    tiny.mkdir()
    shutil.copy(PACKAGE / "week" / "compiled.py", tiny)
    (tiny / "week.py").write_text(WEEK)
    (tiny / "phase.py").write_text(PHASE.format(step=1))
    assert ran(LIVE, tmp_path, cache) == "False 1001"
    first = kept(cache)
    assert ran(LIVE, tmp_path, cache) == "True 1001"
    assert kept(cache) == first
    (tiny / "phase.py").write_text(PHASE.format(step=2))
    assert ran(LIVE, tmp_path, cache) == "False 1002"
    both = kept(cache)
    assert both.items() > first.items()
    (tiny / "phase.py").write_text(PHASE.format(step=1))
    assert ran(LIVE, tmp_path, cache) == "True 1001"
    assert kept(cache) == both


@pytest.mark.soak
@pytest.mark.timeout(0)
def test_an_edit_in_a_phase_is_compiled(tmp_path):
    """The same with the real package, where compiling takes a minute: nobody's score may fall any more."""
    copy, cache = tmp_path / "sources" / "scored_society", tmp_path / "cache"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    assert ran(RUN, copy.parent, cache) == hamlet().manifest["fingerprint"]
    first = kept(cache)
    phase = copy / "week" / "score.py"
    before = "clamped(before + points, rules)"
    assert before in phase.read_text()
    phase.write_text(phase.read_text().replace(before, "clamped(max(before, before + points), rules)"))
    other = ran(RUN, copy.parent, cache)
    assert other != hamlet().manifest["fingerprint"]
    assert kept(cache).items() > first.items()
    assert ran(RUN, copy.parent, cache) == other
