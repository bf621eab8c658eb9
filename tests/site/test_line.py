import asyncio
import threading
import time
from collections import Counter

import pytest

from scored_society.site.budget import Budget
from scored_society.site.desk import Desk
from scored_society.site.line import Line
from scored_society.site.problem import Problem
from scored_society.site.settings import Limits
from scored_society.site.shelf import Shelf
from scored_society.site.task import BYTES_A_TASK, Task
from scored_society.site.visitors import Visitor, Visitors, asking


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


def test_those_who_keep_no_number_share_a_turn_and_leave_room_for_others(tmp_path):
    strangers, known = Visitor("127.0.0.1", "a", True).turn, Visitor("127.0.0.1", "b", False).turn
    assert Visitor("127.0.0.1", "c", True).turn == strangers != known
    line = Line(Limits(waiting=5, waiting_a_client=1, waiting_strangers=3), lambda task: None)
    try:
        first = Errand(tmp_path, "x")
        line.add(first)
        assert first.begun.wait(10)
        greedy = [Errand(tmp_path, strangers) for _ in range(4)]
        for errand in greedy[:3]:
            line.add(errand)
        with pytest.raises(Problem, match="you have 3 runs in the line"):
            line.add(greedy[3])
        patient = Errand(tmp_path, known)
        line.add(patient)
        assert [errand.position for errand in (*greedy[:3], patient)] == [0, 2, 3, 1]
    finally:
        line.close()


def test_a_number_that_was_not_drawn_here_is_none():
    here, elsewhere = Visitors(), Visitors()
    drawn = here.known("127.0.0.1", "")
    assert drawn.is_new
    kept = here.known("127.0.0.1", here.marked(drawn))
    assert (kept.number, kept.is_new) == (drawn.number, False)
    for made_up in (drawn.number, here.marked(drawn) + "0", elsewhere.marked(drawn), "0" * 64, "ü" * 64):
        assert here.known("127.0.0.1", made_up).is_new


def test_strangers_leave_half_of_a_minute_to_others_but_may_ask_for_all_of_a_whole_one():
    budget = Budget(600, lambda: 0.0)
    budget.take(250, spare=300)
    with pytest.raises(Problem, match="try again in 20 s"):
        budget.take(250, spare=300)
    budget.take(350)
    assert Budget(600, lambda: 0.0).take(600, spare=300) is None


def test_at_a_desk_clients_take_turns_and_none_takes_all_places():
    order, gate = [], threading.Event()

    async def asked(desk, client, name, need=1):
        asking.set(client)
        await desk.work_out(lambda: (gate.wait(10), order.append(name)), need)

    async def all_ask():
        desk = Desk(1, 9, 4, 10)
        tasks = [asyncio.create_task(asked(desk, "a", f"a{number}")) for number in range(4)]
        tasks.append(asyncio.create_task(asked(desk, "b", "b0")))
        await asyncio.sleep(0)
        with pytest.raises(Problem, match="too many are asking"):
            await asked(desk, "a", "a4")
        gone = asyncio.create_task(asked(desk, "c", "c0"))
        await asyncio.sleep(0)
        gone.cancel()
        gate.set()
        await asyncio.gather(*tasks)
        await asked(desk, "a", "a5")

    asyncio.run(all_ask())
    assert order == ["a0", "a1", "b0", "a2", "a3", "a5"]


def test_a_desk_works_out_together_only_what_there_is_memory_for():
    now, most = Counter(), []

    async def all_ask():
        desk = Desk(3, 9, 9, 100)

        def work(need):
            now[need] += 1
            most.append(sum(each * count for each, count in now.items()))
            time.sleep(0.01)
            now[need] -= 1

        await asyncio.gather(*(desk.work_out(lambda need=need: work(need), need) for need in (60, 60, 30, 100, 10, 10)))
        with pytest.raises(Problem, match="too much for the site"):
            await desk.work_out(lambda: None, 101)

    asyncio.run(all_ask())
    assert len(most) == 6
    assert max(most) <= 100


@pytest.mark.parametrize(
    "limits", [Limits(kept_memory=2 * BYTES_A_TASK + 1000), Limits(kept_bytes=250), Limits(kept=2)]
)
def test_what_is_made_of_a_task_later_and_what_it_holds_in_memory_is_counted(limits):
    shelf = Shelf(limits)
    try:
        tasks = [Errand(shelf.folder, "a") for _ in range(3)]
        for task in tasks[:2]:
            shelf.add(task)
            task.end("done")
            shelf.weigh(task)
            (task.folder / "run.zip").write_bytes(b" " * 100)
            shelf.weigh(task)
        assert shelf.kept().disk == 200
        assert shelf.kept().memory >= 2 * BYTES_A_TASK
        tasks[2].tell("frame", " " * 300)
        (tasks[2].folder / "run.zip").write_bytes(b" " * 100)
        shelf.add(tasks[2])
        tasks[2].end("done")
        shelf.weigh(tasks[2])
        assert shelf.all()[-1] is tasks[2]
        assert tasks[0] not in shelf.all()
        assert shelf.kept().memory == sum(task.memory() for task in shelf.all())
    finally:
        shelf.close()


def test_what_goes_lets_go_of_what_it_held():
    class Holding(Errand):
        def remove(self):
            self.name.release()
            super().remove()

    shelf = Shelf(Limits(kept=1))
    try:
        held = Errand(shelf.folder, "a")
        held.hold()
        holding, last = Holding(shelf.folder, "a", held), Errand(shelf.folder, "a")
        for task in (held, holding, last):
            shelf.add(task)
            task.end("done")
            shelf.weigh(task)
        assert shelf.all() == [last]
        assert not held.folder.exists()
    finally:
        shelf.close()


def test_what_was_used_longest_ago_goes_when_there_is_too_much():
    shelf = Shelf(Limits(kept=3, kept_bytes=1000))
    try:
        tasks = [Errand(shelf.folder, "a") for _ in range(4)]
        for task in tasks[:3]:
            (task.folder / "content").write_bytes(b" " * 100)
            shelf.add(task)
            task.end("done")
            shelf.weigh(task)
        shelf.get(tasks[0].id, Task)
        shelf.add(tasks[3])
        tasks[3].end("done")
        shelf.weigh(tasks[3])
        assert [task in shelf.all() for task in tasks] == [True, False, True, True]
        assert not tasks[1].folder.exists()
        big = Errand(shelf.folder, "a")
        (big.folder / "content").write_bytes(b" " * 900)
        shelf.add(big)
        big.end("done")
        with tasks[2].in_use():
            shelf.weigh(big)
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
