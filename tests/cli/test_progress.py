import io
import sys

import pytest

from scored_society.cli.progress import StepProgress, WeekProgress, rate


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch):
    """Put a terminal in the place of stderr, from within the test: before it, pytest puts its own there."""

    def opened() -> Terminal:
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.setenv("COLUMNS", "120")
        monkeypatch.setattr("sys.stderr", Terminal())
        return sys.stderr

    return opened


def live(progress: WeekProgress) -> None:
    with progress:
        progress.message("[compiling]")
        progress.start(520, 1_000_000)
        for week in range(100):
            progress.advance(week)
        progress.message("[checkpoint]")


def test_a_terminal_shows_weeks_and_rate(terminal):
    stream = terminal()
    live(WeekProgress())
    shown = stream.getvalue()
    assert "[compiling]" in shown
    assert "[checkpoint]" in shown
    assert "100/520" in shown
    assert "citizen-weeks/s" in shown


def test_a_resumed_run_starts_where_it_was(terminal):
    terminal()
    with WeekProgress() as progress:
        progress.start(520, 1000)
        progress.advance(299)
        assert progress.bar is not None
        assert progress.bar.tasks[0].completed == 300
        progress.advance(300)
        assert progress.bar.tasks[0].completed == 301
    assert progress.bar is None


@pytest.mark.parametrize("shown", [True, False])
def test_nothing_is_shown_elsewhere(capsys, shown):
    live(WeekProgress(shown))
    assert capsys.readouterr() == ("", "")


def test_quiet_is_quiet(terminal):
    stream = terminal()
    live(WeekProgress(shown=False))
    assert stream.getvalue() == ""


def test_rates_are_short():
    assert [rate(weeks, 1000) for weeks in (0.05, 5, 50_000, 5e7)] == ["50", "5.0 k", "50.0 M", "50.0 G"]


def work_on(progress: StepProgress) -> None:
    with progress:
        progress.begin(400)
        progress.message("[compiling]")
        progress.say("cameras")
        progress.advance(99)
        progress.advance(1)


def test_a_terminal_shows_what_is_done_and_its_share(terminal):
    stream = terminal()
    work_on(StepProgress())
    shown = stream.getvalue()
    assert "[compiling]" in shown
    assert "cameras" in shown
    assert "25%" in shown


def test_steps_are_shown_nowhere_else(capsys):
    work_on(StepProgress())
    assert capsys.readouterr() == ("", "")
