"""A run that nobody wants any more: it ends in the middle of a week, and its folder goes on as if it had not."""

import pytest

from scored_society.record.engine import Engine
from scored_society.record.folder import open_run
from scored_society.record.start import simulate
from scored_society.site import living
from scored_society.site.given import Inputs, planned
from scored_society.site.living import RunTask
from scored_society.site.settings import Limits
from scored_society.site.task import CancelledError

INPUTS = Inputs("as-told", "china-2020", 40_000, 1)
THREADS, SHARD = 2, 8
CANCELLED_IN, SHARDS_OF_IT = 30, 2


@pytest.fixture
def cancelled(tmp_path, monkeypatch):
    """A run that was cancelled in the second shard of week 30; the weeks of the shards since, and shards in a week."""
    task = RunTask(tmp_path, "a", planned(INPUTS, Limits()), Limits(), THREADS)
    shards = []

    class Counting(living.Watched):
        def __init__(self, run, threads):
            super().__init__(run, threads, SHARD)
            live_shard = self.workers._live_shard

            def counted(seed, week, *rest):
                if week >= CANCELLED_IN:
                    shards.append(week)
                    if len(shards) == SHARDS_OF_IT:
                        task.cancel()
                return live_shard(seed, week, *rest)

            self.workers._live_shard = counted

        def live_to_the_end(self, progress, checkpoint_weeks=None):
            return super().live_to_the_end(progress, checkpoint_weeks=10)

    monkeypatch.setattr(living, "Watched", Counting)
    with pytest.raises(CancelledError):
        task.work()
    return task, shards, -(-task.plan.manifest.neighbourhoods // SHARD)


def test_it_ends_before_the_rest_of_the_week_is_lived(cancelled):
    task, shards, in_a_week = cancelled
    assert set(shards) == {CANCELLED_IN}
    assert len(shards) < SHARDS_OF_IT + THREADS < in_a_week
    assert task.week == CANCELLED_IN
    assert [event.number for event in task.frames()][-1] < CANCELLED_IN


def test_its_folder_goes_on_from_the_last_whole_week_that_was_stored(cancelled):
    task, _, _ = cancelled
    engine = Engine(open_run(task.path, unfinished=True), THREADS)
    same = simulate(INPUTS.policy, society=INPUTS.society, citizens=INPUTS.citizens, years=INPUTS.years)
    weeks = []
    live_shard = engine.workers._live_shard
    engine.workers._live_shard = lambda seed, week, *rest: (weeks.append(week), live_shard(seed, week, *rest))[1]
    assert engine.live_to_the_end(None) == same.manifest["fingerprint"]
    assert min(weeks) == CANCELLED_IN
