"""A built wheel, installed elsewhere, works without the checkout and carries its files that are not Python."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "scored_society"
PIP = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")


def ran(*command: object, folder: Path, **variables: str) -> str:
    """Run a command in a folder and return what it printed."""
    ended = subprocess.run(
        [str(word) for word in command], cwd=folder, env=os.environ | variables, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a wheel and install it into a folder of its own; what it depends on is there already."""
    folder = tmp_path_factory.mktemp("wheel")
    here = ["--no-build-isolation"] if find_spec("hatchling") else []  # else pip fetches it, as for any build
    ran(*PIP, "wheel", "--no-deps", *here, "--wheel-dir", folder, ROOT, folder=folder)
    wheel, target = next(folder.glob("*.whl")), folder / "installed"
    assert wheel.name.endswith("-py3-none-any.whl")
    ran(*PIP, "install", "--no-deps", "--no-index", "--target", target, wheel, folder=folder)
    return target


def test_it_carries_everything(installed: Path):
    def files(package: Path) -> set[Path]:
        every = (path.relative_to(package) for path in package.rglob("*") if path.is_file())
        return {path for path in every if "__pycache__" not in path.parts}

    found = files(installed / "scored_society")
    assert found == files(PACKAGE)
    endings = {path.suffix for path in found}
    assert endings >= {".yaml", ".html", ".css", ".js", ".csv", ".typed"}


def test_it_runs_without_the_checkout(installed: Path, tmp_path: Path):
    script = "import scored_society; print(scored_society.__file__)"
    assert ran(sys.executable, "-c", script, folder=tmp_path, PYTHONPATH=str(installed)).startswith(str(installed))
    for command in (("policy", "check", "as-told"), ("society", "check", "china-2020"), ("--version",)):
        said = ran(sys.executable, "-m", "scored_society", *command, folder=tmp_path, PYTHONPATH=str(installed))
        assert said
    assert (installed / "bin" / "scored").is_file()
    assert os.listdir(tmp_path) == []
