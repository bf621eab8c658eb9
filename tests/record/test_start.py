"""Starting, forking and going on with runs: their size, what is refused, and what a full disk leaves behind."""

from __future__ import annotations

import atexit
import os
import shutil
from collections import namedtuple
from datetime import date

import pytest

import scored_society as ss
from invariance.lived import hamlet, python
from scored_society.base.errors import UserError
from scored_society.record.schedule import reigns_of
from scored_society.record.start import manifest_of

VILLAGE = {"society": "smallville", "citizens": 100, "years": 1}

WITHOUT_ROOM = """\
import resource, sys
from scored_society.cli import main, progress
from scored_society.record import engine

def fill_up(week):
    if week == int(sys.argv[1]):
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))

engine.SECONDS_BETWEEN_CHECKPOINTS = 0
progress.WeekProgress.advance = lambda self, week: fill_up(week)
main(["simulate", "--society", "smallville", "--citizens", "300", "--years", "1", "--out", sys.argv[3]])
"""
"""The command with a checkpoint every week, on a disk that from a week on takes no file larger than so many bytes."""


@pytest.mark.parametrize(("asked", "neighbourhoods"), [(1, 1), (100, 1), (101, 2), (None, 20)])
def test_citizens_are_rounded_up_to_whole_neighbourhoods(asked, neighbourhoods):
    manifest = manifest_of(reigns_of(ss.load_policy("none"), 0), ss.load_society("smallville"), asked, 1, 0, 1)
    assert manifest.citizens_asked == (asked or 2000)
    assert (manifest.citizens, manifest.neighbourhoods) == (100 * neighbourhoods, neighbourhoods)
    assert manifest.seats == 128 * neighbourhoods


def test_so_many_are_alive_at_the_start():
    first = hamlet().weekly.filter(week=0)
    born, died = (first.filter(measure=what)["value"].sum() for what in ("births", "deaths"))
    assert first.filter(measure="people")["value"].sum() == hamlet().manifest["citizens"] + born - died


def test_a_run_says_what_it_was_made_from():
    manifest = hamlet().manifest
    assert (manifest["weeks"], manifest["starts"], manifest["years"], manifest["burn_in"]) == (52, "2020-01-01", 1, 0)
    assert (manifest["policy"], manifest["society"], manifest["seed"]) == ("as-told", "smallville", 1)
    assert manifest["policy_sha256"] == ss.load_policy("as-told").sha256 == hamlet().policy.sha256
    assert manifest["society_sha256"] == ss.load_society("smallville").sha256 == hamlet().society.sha256
    assert set(hamlet().weekly["week"]) == set(hamlet().bulletins["week"]) == set(range(52))
    assert set(hamlet().panel["week"]) == {51}


def test_without_a_folder_a_run_goes_when_python_ends(monkeypatch):
    at_exit = []
    monkeypatch.setattr(atexit, "register", lambda *arguments, **options: at_exit.append((arguments, options)))
    run = ss.simulate("none", **VILLAGE)
    assert run.path.is_dir()
    for (remove, *arguments), options in at_exit:
        remove(*arguments, **options)
    assert not run.path.parent.exists()


def test_a_finished_run_is_returned_as_it_is():
    before = {path: path.stat().st_mtime_ns for path in hamlet().path.rglob("*")}
    assert ss.resume(hamlet().path).manifest == hamlet().manifest
    assert {path: path.stat().st_mtime_ns for path in hamlet().path.rglob("*")} == before


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"citizens": 0}, "citizens is 0; a whole number from 1 to 2000000000"),
        ({"citizens": 1e3}, "citizens is 1000.0; a whole number from 1 to 2000000000"),
        ({"citizens": 3_000_000_000}, "citizens is 3000000000; a whole number from 1 to 2000000000"),
        ({"years": 0}, "years is 0; a whole number from 1 to 200"),
        ({"years": "2"}, "years is '2'; a whole number from 1 to 200"),
        ({"years": 196}, "the run would last 196 years; at most 195 in all"),
        ({"burn_in": 195}, "the run would last 196 years; at most 195 in all"),
        ({"burn_in": -1}, "burn_in is -1; a whole number from 0 to 200"),
        ({"burn_in": 0.5}, "burn_in is 0.5; a whole number from 0 to 200"),
        ({"burn_in": 9000}, "burn_in is 9000; a whole number from 0 to 200"),
        ({"seed": -1}, "seed is -1; a whole number from 0 to 9223372036854775807"),
        ({"seed": 2**63}, "seed is 9223372036854775808; a whole number from 0 to 9223372036854775807"),
        ({"threads": 0}, "threads is 0; a whole number from 1 to 256"),
        ({"threads": -1}, "threads is -1; a whole number from 1 to 256"),
    ],
    ids=str,
)
def test_numbers_out_of_range_leave_nothing(tmp_path, given, message):
    with pytest.raises(UserError) as caught:
        ss.simulate("as-told", out=tmp_path / "run", **VILLAGE | given)
    assert str(caught.value) == message
    assert os.listdir(tmp_path) == []


def test_a_burn_in_and_a_start_of_its_own(write):
    late = write("policy: late\ntitle: Late\nextends: as-told\nstarts: 2021-01-01\n")
    with pytest.raises(UserError, match="--burn-in 1 with a rule book that sets its own start; leave out --burn-in"):
        ss.simulate(late, **VILLAGE, burn_in=1)


def test_mistakes_in_files_leave_nothing(tmp_path, write):
    wrong = write("policy: wrong\ntitle: W\nextends: as-told\nrules:\n  theft:\n    seen_by: [polise]\n")
    with pytest.raises(UserError, match=r"file\.yaml:6: .*polise.*did you mean 'police'"):
        ss.simulate(wrong, out=tmp_path / "run", **VILLAGE)
    assert os.listdir(tmp_path) == ["file.yaml"]


def test_places_that_will_not_do(tmp_path, write):
    write("", "file")
    with pytest.raises(UserError, match=r"there is no folder .*; make it first"):
        ss.simulate("none", out=tmp_path / "file" / "run", **VILLAGE)
    with pytest.raises(UserError, match="file exists; choose a folder that does not exist"):
        ss.simulate("none", out=tmp_path / "file", **VILLAGE)
    with pytest.raises(UserError, match="exists and holds a finished run; choose another folder"):
        ss.simulate("none", out=hamlet().path, **VILLAGE)
    assert os.listdir(tmp_path) == ["file"]


def test_a_run_needs_room_for_all_of_it(tmp_path, monkeypatch):
    usage = namedtuple("usage", "total used free")(10**10, 9 * 10**9, 1_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    with pytest.raises(UserError, match=r"not enough space for .*: about 2\.1 MB are needed, 1\.0 MB are free"):
        ss.simulate("as-told", out=tmp_path / "run", **VILLAGE)
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(("week", "room"), [(20, 12_000), (51, 40_000)], ids=["a checkpoint", "the manifest"])
def test_a_disk_that_fills_up_during_the_run(tmp_path, week, room):
    """What is left can be resumed, by the printed command, to the same end."""
    folder = tmp_path / "run"
    with python(WITHOUT_ROOM, week, room, folder) as process:
        out, err = process.communicate()
    assert (process.returncode, out, err.count("\n")) == (1, "", 1)
    assert err.startswith("cannot write: ")
    assert err.endswith(f"what {folder} kept before is whole; to go on from there: scored simulate --resume {folder}\n")
    progress = ss.open_run(folder, unfinished=True).progress()
    assert progress is not None
    assert progress.next_week == (20 if week == 20 else 52)
    assert ss.resume(folder).manifest["fingerprint"] == hamlet().manifest["fingerprint"]


@pytest.mark.parametrize("day", ["2020-01-01", "2021-01-01", date(2019, 5, 5)])
def test_days_outside_of_a_run(day):
    with pytest.raises(UserError, match=rf"cannot be forked on {day}; a day from 2020-01-08 to 2020-12-23"):
        ss.fork(hamlet(), "none", day)


def test_a_day_that_is_none():
    with pytest.raises(UserError, match="soon"):
        ss.fork(hamlet(), "none", "soon")


def test_a_fork_is_as_long_as_its_run(write):
    """Also where the years count from a day that the first rule book sets, and the second does not."""
    late = write("policy: late\ntitle: Late\nextends: as-told\nstarts: 2020-07-01\n")
    run = ss.simulate(late, **VILLAGE)
    forked = ss.fork(run, "none", "2021-03-05")
    assert (forked.manifest["weeks"], forked.manifest["starts"]) == (78, "2020-07-01")
    assert [entry["from"] for entry in forked.manifest["schedule"]] == ["2020-01-01", "2021-03-05"]
    assert set(forked.weekly["week"]) == set(range(78))
