import threading
import time

import pytest

from scored_society.site.budget import Budget
from scored_society.site.line import Line
from scored_society.site.problem import Problem
from scored_society.site.settings import Limits
from scored_society.site.shelf import Shelf
from scored_society.site.task import Task


class Errand(Task):
    """Work that waits until it is told to end."""

    done: list[str] = []

    def __init__(self, folder, client, name=""):
        super().__init__(folder, client)
        self.name, self.go, self.begun = name, threading.Event(), threading.Event()

    def work(self):
        self.begun.set()
        while not self.go.wait(0.01):
            self.check()
        self.done.append(self.name)


@pytest.fixture
def line():
    Errand.done = []
    ended = []
    found = Line(Limits(waiting=5, waiting_a_client=3), ended.append)
    found.ended = ended
    yield found
    found.close()


def errands(folder, *names):
    return [Errand(folder, name[0], name) for name in names]


def test_clients_take_turns(line, tmp_path):
    first = Errand(tmp_path, "x", "first")
    line.add(first)
    assert first.begun.wait(10)
    waiting = errands(tmp_path, "a1", "a2", "a3", "b1", "c1")
    for errand in waiting:
        line.add(errand)
        errand.go.set()
    assert [errand.position for errand in waiting] == [0, 3, 4, 1, 2]
    assert line.counts() == (1, 5)
    first.go.set()
    while len(line.ended) < 6:
        time.sleep(0.01)
    assert Errand.done == ["first", "a1", "b1", "c1", "a2", "a3"]
    assert all(errand.status == "done" for errand in waiting)


def test_a_full_line_and_a_greedy_client_are_refused_with_when_to_come_again(line, tmp_path):
    first = Errand(tmp_path, "x")
    line.add(first)
    assert first.begun.wait(10)
    for errand in errands(tmp_path, "a1", "a2", "a3"):
        line.add(errand)
    with pytest.raises(Problem, match="you have 3 runs in the line") as greedy:
        line.add(Errand(tmp_path, "a"))
    assert (greedy.value.status, greedy.value.retry_after) == (429, 15)
    for errand in errands(tmp_path, "b1", "c1"):
        line.add(errand)
    with pytest.raises(Problem, match="it is full") as full:
        line.add(Errand(tmp_path, "d"))
    assert full.value.response().headers["Retry-After"] == "25"


def test_what_waits_is_cancelled_at_once_and_what_is_done_soon(line, tmp_path):
    first, second, third = errands(tmp_path, "a1", "a2", "b1")
    line.add(first)
    assert first.begun.wait(10)
    line.add(second)
    line.add(third)
    line.drop(second)
    assert second.status == "cancelled"
    assert third.position == 0
    third.go.set()
    line.drop(first)
    while len(line.ended) < 3:
        time.sleep(0.01)
    assert (first.status, third.status) == ("cancelled", "done")
    assert [event.kind for event in first.events][-1] == "cancelled"


def test_a_failure_is_told_and_the_engine_goes_on(line, tmp_path, caplog):
    class Broken(Task):
        def work(self):
            raise ZeroDivisionError

    broken, next_one = Broken(tmp_path, "a"), Errand(tmp_path, "b", "b")
    next_one.go.set()
    line.add(broken)
    line.add(next_one)
    while len(line.ended) < 2:
        time.sleep(0.01)
    assert broken.status == "failed"
    assert "ZeroDivisionError" not in (broken.message or "")
    assert next_one.status == "done"


def test_a_stopped_line_takes_nothing_and_leaves_nothing(tmp_path):
    line = Line(Limits(), lambda task: None)
    first, second = errands(tmp_path, "a1", "a2")
    line.add(first)
    assert first.begun.wait(10)
    line.add(second)
    line.close()
    assert (first.status, second.status) == ("cancelled", "cancelled")
    with pytest.raises(Problem, match="stopping"):
        line.add(Errand(tmp_path, "a"))


def test_a_budget_fills_as_time_goes_by():
    now = [0.0]
    budget = Budget(600, lambda: now[0])
    budget.take(500)
    with pytest.raises(Problem, match="try again in 40 s") as refused:
        budget.take(500)
    assert (refused.value.status, refused.value.retry_after) == (429, 40)
    now[0] = 40.0
    budget.take(500)
    with pytest.raises(Problem):
        budget.take(1)
    now[0] = 1e6
    with pytest.raises(Problem) as never:
        budget.take(601)
    assert never.value.status == 422
    budget.take(600)


def test_what_was_used_longest_ago_goes_when_there_is_too_much():
    shelf = Shelf(Limits(kept=3, kept_bytes=1000))
    try:
        tasks = [Errand(shelf.folder, "a") for _ in range(4)]
        for task in tasks[:3]:
            (task.folder / "content").write_bytes(b" " * 100)
            shelf.add(task)
            task.end("done")
            shelf.finished(task)
        shelf.get(tasks[0].id, Task)
        shelf.add(tasks[3])
        tasks[3].end("done")
        shelf.finished(tasks[3])
        assert [task in shelf.all() for task in tasks] == [True, False, True, True]
        assert not tasks[1].folder.exists()
        big = Errand(shelf.folder, "a")
        (big.folder / "content").write_bytes(b" " * 900)
        shelf.add(big)
        big.end("done")
        with tasks[2].in_use():
            shelf.finished(big)
        assert tasks[2] in shelf.all()
        assert tasks[0] not in shelf.all()
    finally:
        shelf.close()
    assert not shelf.folder.exists()


def test_a_task_is_abandoned_if_nobody_comes_or_all_have_left(tmp_path):
    task = Errand(tmp_path, "a")
    assert task.abandoned(0, 1e9)
    assert not task.abandoned(1e9, 0)
    task.attend(1)
    assert not task.abandoned(0, 0)
    task.attend(-1)
    assert task.abandoned(1e9, 0)
    task.end("done")
    assert not task.abandoned(0, 0)


def test_what_is_forgotten_while_it_is_held_goes_with_the_last_hold(tmp_path):
    task = Errand(tmp_path, "a")
    task.end("done")
    with task.in_use():
        task.forget()
        assert task.folder.exists()
    assert not task.folder.exists()
    going_on = Errand(tmp_path, "a")
    going_on.forget()
    assert going_on.folder.exists()
