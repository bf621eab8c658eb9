"""Files to take home: a run folder, packed, and a report."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

from scored_society.measure.paired.comparison import Comparison
from scored_society.record.run import Run
from scored_society.report.page import write_report
from scored_society.site.texts import LANGUAGES, load_texts

ARCHIVE, REPORT = "run.zip", "report.html"


def readme() -> str:
    """Return what lies beside a run folder that is taken home, in every language."""
    told = (load_texts(language).say for language in LANGUAGES)
    return "\n".join(f"{say('site.banner')}\n\n{say('download.readme')}\n" for say in told)


def archive(run: Path, folder: Path) -> Path:
    """Pack a run folder, once; what holds its numbers is packed already and only put together."""
    path = folder / ARCHIVE
    if path.is_file():
        return path
    aside = path.with_suffix(f".{os.urandom(4).hex()}.aside")
    with zipfile.ZipFile(aside, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr("README.txt", readme())
        for each in sorted(run.rglob("*")):
            if each.is_file():
                packed.write(each, Path("run") / each.relative_to(run))
    return aside.replace(path)


def report(of: Run | Comparison, folder: Path) -> Path:
    """Write the report of a run or a comparison, once."""
    path = folder / REPORT
    return path if path.is_file() else write_report(of, path)
