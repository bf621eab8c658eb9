import os
import subprocess

import pytest

from scored_society.bench import probe, starts


def test_what_a_process_prints_comes_back():
    seconds, printed = starts.run_module("scored_society", "--version")
    assert seconds > 0
    assert printed.startswith("scored ")


def test_a_process_that_ends_otherwise_than_expected_is_no_measurement():
    assert starts.run_module("scored_society", "policy", "show", "nowhere", status=2)[1] == ""
    with pytest.raises(subprocess.CalledProcessError):
        starts.run_module("scored_society", "policy", "show", "nowhere")


def test_the_first_compile_finds_an_empty_cache(monkeypatch):
    asked = []

    def run(*words, environment=None):
        asked.append((words, os.listdir(environment["SCORED_CACHE"])))
        return 12.0, ""

    monkeypatch.setattr(starts, "run_module", run)
    assert starts.first_compile_seconds() == 12.0
    assert asked == [((starts.PROBE, "first-week", "1"), [])]


def test_the_second_start_is_measured_after_one_that_is_not(monkeypatch):
    times = iter([90.0, 2.0, 1.0, 3.0])
    monkeypatch.setattr(starts, "run_module", lambda *words: (next(times), ""))
    assert starts.first_week_seconds(1000) == 2.0


def test_the_peak_is_what_the_probe_prints(monkeypatch, capsys):
    monkeypatch.setattr(probe, "simulate", lambda **arguments: None)
    probe.main("peak", "1000")
    printed = capsys.readouterr().out
    monkeypatch.setattr(starts, "run_module", lambda *words: (1.0, printed))
    assert starts.peak_memory(1000) == int(printed) > 1_000_000


def test_the_probe_ends_after_the_first_week(monkeypatch):
    weeks = []

    def simulate(citizens, years, progress):
        progress.start(52, citizens)
        for week in range(52):
            weeks.append(week)
            progress.advance(week)

    monkeypatch.setattr(probe, "simulate", simulate)
    with pytest.raises(SystemExit) as end:
        probe.main("first-week", "1000")
    assert end.value.code is None
    assert weeks == [0]
