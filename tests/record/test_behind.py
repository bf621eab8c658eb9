"""Work behind is done in order, and what goes wrong in it is not lost."""

from __future__ import annotations

import threading

import pytest

from scored_society.record.behind import Behind


def test_work_is_done_in_order_and_meanwhile():
    done, go = [], threading.Event()

    def first():
        go.wait()
        done.append(1)

    with Behind() as behind:
        behind.run(first)
        assert done == []  # the caller went on
        go.set()
        for number in range(2, 20):
            behind.run(done.append, number)
        behind.wait()
        assert done == list(range(1, 20))


@pytest.mark.parametrize("then", ["run", "wait"])
def test_what_goes_wrong_is_raised_once(then: str):
    with Behind() as behind:
        behind.run(int, "no number")
        with pytest.raises(ValueError, match="no number"):
            behind.run(int) if then == "run" else behind.wait()
        behind.wait()
