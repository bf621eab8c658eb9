"""Files to take home: a run folder, packed, and a report."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

from scored_society.chart.look import BOUNDARY
from scored_society.measure.paired.comparison import Comparison
from scored_society.record.run import Run
from scored_society.report.page import write_report

ARCHIVE, REPORT = "run.zip", "report.html"
README = f"""{BOUNDARY}

This folder was made by Scored Society (the site). To read it: 'scored report run', 'scored explain run 0'.
To quote it: name the rule book, the society, the citizens, the years and the seed of manifest.json, its fingerprint and
the version, and say that the people are invented and that it is one run.
"""


def archive(run: Path, folder: Path) -> Path:
    """Pack a run folder, once; what holds its numbers is packed already and only put together."""
    path = folder / ARCHIVE
    if path.is_file():
        return path
    aside = path.with_suffix(f".{os.urandom(4).hex()}.aside")
    with zipfile.ZipFile(aside, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr("README.txt", README)
        for each in sorted(run.rglob("*")):
            if each.is_file():
                packed.write(each, Path("run") / each.relative_to(run))
    return aside.replace(path)


def report(of: Run | Comparison, folder: Path) -> Path:
    """Write the report of a run or a comparison, once."""
    path = folder / REPORT
    return path if path.is_file() else write_report(of, path)
