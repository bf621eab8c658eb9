"""Lives one shard's week whole and phase by phase, uncompiled, and prints what each of the two counted."""

import json
import tempfile
import warnings
from pathlib import Path

import numpy as np

from scored_society.bench import drivers, living, phases

COMPARED = {
    "serve": ("served", "weeks_waited"),
    "witness": ("seen",),
    "score": ("entries", "points"),
    "blacklist": ("listings", "delistings"),
    "household": (),
    "age": (),
    "apply": (),
    "count": ("people",),
}


def main():
    with tempfile.TemporaryDirectory() as folder:
        society = living.Living(Path(folder) / "run", 1, 1)
        scene = phases.scene_of(society)
        print(json.dumps([int(scene.acts.shape[0]), int(scene.entries.shape[0])]))


if __name__ == "__main__":
    warnings.simplefilter("ignore", RuntimeWarning)
    main()
