"""The fingerprints of the built-in rule books, stored so that a change in what they do is always a decision.

`python tests/laws/renew_fingerprints.py` writes fingerprints.json anew. Do so only after a change that is meant to
change what happens to people, and say in the changelog that it does: runs made before cannot be resumed after it.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from laws.living import fingerprint, tables

STORED = Path(__file__).with_name("fingerprints.json")
SEED = 1
RUNS = {
    "as-told/smallville": (2_000, 104),
    "none/smallville": (2_000, 104),
    "no-points-for-speech/smallville": (2_000, 104),
    "on-record/smallville": (2_000, 104),
    "rongcheng/smallville": (2_000, 104),
    "suining/smallville": (2_000, 104),
    "as-told/china-2020": (20_000, 52),
}
"""Rule book / society: people and weeks."""


def lived(run: str) -> str:
    """Return the fingerprint of a run as it is now."""
    policy, society = run.split("/")
    people, weeks = RUNS[run]
    with tempfile.TemporaryDirectory() as folder:
        return fingerprint(tables(policy, society, weeks, Path(folder)), people, weeks, SEED)


def stored() -> dict[str, str]:
    """Return the fingerprints that were decided on."""
    return json.loads(STORED.read_text(encoding="utf-8"))


def renewed() -> Iterator[tuple[str, str]]:
    """Live each run again."""
    for run in RUNS:
        print(run, flush=True)
        yield run, lived(run)


if __name__ == "__main__":
    STORED.write_text(json.dumps(dict(renewed()), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
