"""Lives a small shard whole and phase by phase, uncompiled, and prints what was counted: [phase, alone, whole]."""

import json
import tempfile
import warnings
from pathlib import Path

import numpy as np

from scored_society.bench import living, phases
from scored_society.week.board import BOARD
from scored_society.week.census import BIRTHS, DEATHS, LEAVINGS, PAIRINGS, empty_census
from scored_society.week.log import new_log

COUNTED = {
    "serve": ("served", "served_at", "weeks_waited"),
    "witness": ("seen", "strays"),
    "score": ("entries", "points", "wrong_points"),
    "blacklist": ("delistings",),
    "apply": ("applied",),
}
"""What a phase alone counts just as the whole week does; the others meet people changed earlier in the week."""
LIFE = {"household": (BIRTHS, PAIRINGS, LEAVINGS), "age": (DEATHS,)}
CITIZENS, WARM_UP, WEEKS = 400, 4, 3


def counted(scene, driver):
    """Return the census of a driver that runs on a copy of the scene."""
    scene = scene._replace(
        state=scene.state.copy(), memory=scene.memory.copy(), boards=scene.boards.copy(), census=empty_census(),
        log=new_log(0),
    )  # fmt: skip
    driver(scene)
    return scene.census[0]


def compared(scene):
    whole = counted(scene._replace(boards=np.zeros(1, BOARD)), phases.live_whole)
    alone = {name: counted(scene, driver) for name, driver in phases.PHASES.items()}
    for phase, names in COUNTED.items():
        for name in names:
            yield phase, alone[phase][name].ravel().tolist(), whole[name].ravel().tolist()
    for phase, kinds in LIFE.items():
        for kind in kinds:
            yield phase, alone[phase].life[kind].tolist(), whole.life[kind].tolist()
    yield "count", [int(alone["count"].people.sum())], [int((scene.state["person"] & 1).sum())]


def main():
    living.WARM_UP = WARM_UP
    found = []
    with tempfile.TemporaryDirectory() as folder:
        society = living.Living(Path(folder) / "run", CITIZENS, 1)
        for _ in range(WEEKS):
            found += compared(phases.scene_of(society))
            society.live(1)
        society.close()
    print(json.dumps(found))


if __name__ == "__main__":
    warnings.simplefilter("ignore", RuntimeWarning)  # plain integers wrap around as the compiled ones do, but say so
    main()
