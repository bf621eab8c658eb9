"""What `scored bench --patterns` asks for."""

from scored_society.bench import patterns
from scored_society.bench.patterns import PATTERNS, Pattern


class Told:
    stopped = 0

    def stop(self):
        self.stopped += 1


def test_patterns_come_in_the_order_of_their_ids(monkeypatch):
    def found(*names):
        return lambda progress: [Pattern(name, "verification", None, 1, None, None, None, "") for name in names]

    monkeypatch.setattr(patterns, "PATTERNS", (found("S12", "P6", "P12"), found("P9"), found("P12")))
    told = Told()
    assert [one.id for one in patterns.patterns(told)] == ["P6", "P9", "P12", "P12", "S12"]
    assert told.stopped == 3


def test_five_are_measured():
    assert [one.__name__ for one in PATTERNS] == [
        "clamped_walk",
        "common_random_numbers",
        "informer_density",
        "population_and_rations",
        "claims_of_the_text",
    ]
