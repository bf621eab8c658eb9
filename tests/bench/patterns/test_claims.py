"""S12: each claim of the text has its figures, in the words of the text, and they are those of runs."""

import math
from importlib.resources import files

import pytest

import scored_society as ss
from scored_society.bench.patterns import claims
from scored_society.bench.patterns.claim_lives import NO_CAMERAS, NO_KIN, TOLD, lives_under
from scored_society.bench.patterns.claims import (
    EVERYTHING,
    LESS,
    NOT_LESS,
    NOT_MORE,
    NOTHING,
    Row,
    claims_of_the_text,
)
from scored_society.measure.acts import acts_by_behaviour
from scored_society.measure.at_end import people_at_end
from scored_society.measure.census import EVERYBODY, measured
from scored_society.measure.claims import (
    AVOIDABLE,
    COMPLETE,
    FAIR,
    HOLISTIC,
    PARENTS,
    TRUSTED,
    limited_against_others,
)
from scored_society.measure.groups import DESCENT, SINCE_START
from scored_society.measure.intervals import Interval, paired_difference, t_interval
from scored_society.measure.run import events, punished, rules
from scored_society.measure.trust import trust
from scored_society.measure.wrongful import wrongful

TEXT = " ".join(files("scored_society.policy").joinpath("builtin", "as-told.txt").read_text(encoding="utf-8").split())
CLAIMS = (FAIR, AVOIDABLE, PARENTS, HOLISTIC, COMPLETE, TRUSTED)
SEEDS = 3


@pytest.fixture(scope="module")
def found():
    return claims_of_the_text(citizens=1_000, years=1, seeds=SEEDS, society="smallville")


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """Return runs as told, and without cameras, one for each seed."""
    folder = tmp_path_factory.mktemp("runs")
    path = folder / "dark.yaml"
    path.write_text("policy: dark\nextends: as-told\nremove: {channels: [cameras]}\n", encoding="utf-8")
    return {
        name: [
            ss.simulate(book, society="smallville", citizens=1_000, years=1, seed=seed, out=folder / f"{name}-{seed}")
            for seed in range(1, SEEDS + 1)
        ]
        for name, book in (("told", "as-told"), ("dark", path))
    }


def row_with(found, *words):
    """Return the one row whose note has all of these words."""
    (row,) = [row for row in found if all(word in row.note for word in words)]
    return row


def share_recorded(run, ruled=False):
    kept = {rule.behaviour or name for name, rule in rules(run).items()} if ruled else None
    acts = acts_by_behaviour(run.weekly, [name for name in events(run) if kept is None or name in kept])
    return acts["recorded"].sum() / acts["done"].sum()


def per_parent_year(run):
    done, parents = (measured(run.weekly, name)["value"].sum() for name in ("parents_acts", "parents"))
    return 4000 * done / parents  # parents are counted each quarter


def accused(run):
    found = wrongful(run.weekly, punished(run), {}).filter(span=SINCE_START, partition=DESCENT)
    rates = dict(found.select("group", "accused_rate").iter_rows())
    return rates["minority"] - rates["majority"]


def trust_at_end(run):
    return trust(run.weekly, [51]).filter(group=EVERYBODY)["in_state"].item()


def test_every_claim_is_answered_in_the_words_of_the_text(found):
    assert {(row.id, row.role) for row in found} == {("S12", "claim test")}
    quoted = [row.note[1 : row.note.index("” ")] for row in found]
    assert list(dict.fromkeys(quoted)) == list(CLAIMS)
    assert all(claim in TEXT for claim in CLAIMS)
    assert len({row.note for row in found}) == len(found)


def test_every_figure_that_there_is_has_an_interval(found):
    measured = [row for row in found if row.value is not None]
    assert len(measured) > 30
    assert all(row.low <= row.value <= row.high for row in measured)
    assert all((row.met is None) == (row.target is None) for row in measured)


def test_what_is_recorded_is_that_of_the_same_runs(found, runs):
    on, off = ([share_recorded(run) for run in runs[name]] for name in ("told", "dark"))
    for words, interval in (
        ("any channel recorded, cameras on", t_interval(on)),
        ("any channel recorded, cameras off", t_interval(off)),
        ("any channel recorded, on less off", paired_difference(off, on)),
    ):
        row = row_with(found, COMPLETE, words)
        assert (row.value, row.low, row.high) == pytest.approx(tuple(map(float, interval)), rel=1e-3)
    assert row_with(found, COMPLETE, "cameras on").met is False


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        ((FAIR, "not done", "minority"), accused),
        ((AVOIDABLE, "points at the end"), lambda run: limited_against_others(people_at_end(run), "score")),
        ((PARENTS, "per 1,000 parent-years ("), per_parent_year),
        ((HOLISTIC, "kinds of acts"), lambda run: share_recorded(run, ruled=True)),
        ((TRUSTED, "last week, 0…1"), trust_at_end),
    ],
)
def test_figures_are_those_of_the_same_runs(found, runs, words, figure):
    row = row_with(found, *words)
    wanted = t_interval([figure(run) for run in runs["told"]])
    assert (row.value, row.low, row.high) == pytest.approx(tuple(map(float, wanted)), rel=1e-3)


def test_channels_add_up_to_what_was_recorded(found):
    whole = row_with(found, HOLISTIC, "any channel recorded").value
    assert sum(row.value for row in found if "recorded first" in row.note) == pytest.approx(whole, rel=1e-3)
    assert row_with(found, HOLISTIC, "that cameras recorded first").value > 0


def test_only_what_is_said_is_left_out():
    books = {one.name: one.policy for one in lives_under("smallville", 300, 1, 1)}
    told, dark, spared = (books[name] for name in (TOLD, NO_CAMERAS, NO_KIN))
    assert set(told.channels) - set(dark.channels) == {"cameras"}
    assert set(told.rules) - set(dark.rules) == {"paper_over_ration", "unregistered_guest_at_entry"}
    gone = set(told.sanctions) - set(spared.sanctions)
    assert gone == {"university_closed_to_children", "private_school_closed_to_children"}
    assert spared.rules == told.rules
    assert spared.channels == told.channels


@pytest.mark.parametrize(
    ("target", "held", "not_held"),
    [
        (NOTHING, (-1, 0, 1), (0.1, 0.2, 0.3)),
        (EVERYTHING, (0.9, 1, 1), (0.9, 0.95, 0.99)),
        (LESS, (-3, -2, -1), (-3, -1, 1)),
        (NOT_LESS, (-1, 0, 1), (-3, -2, -1)),
        (NOT_MORE, (-1, 0, 1), (1, 2, 3)),
    ],
)
def test_a_target_is_met_where_the_interval_agrees(target, held, not_held):
    held, not_held = (Interval(middle, low, high) for low, middle, high in (held, not_held))
    assert (target.holds(held), target.holds(not_held)) == (True, False)


def test_pairs_are_by_seed_and_a_seed_without_the_figure_is_left_out():
    told = [{"x": 5.0}, {"x": 7.0}, {"x": 100.0}, {"x": None}]
    spared = [{"x": 4.0}, {"x": 4.0}, {}, {"x": 1.0}]
    row = Row(PARENTS, "x", "something", LESS, less=NO_KIN)
    answer = claims._answered(row, {TOLD: told, NO_KIN: spared}, "size")
    assert answer.value == 2
    assert answer.high == pytest.approx(2 + 12.7062 * math.sqrt(2) / math.sqrt(2), rel=1e-3)
    assert answer.met is False


def test_what_is_defined_for_one_seed_at_most_has_no_value():
    answer = claims._answered(Row(AVOIDABLE, "x", "x", NOTHING), {TOLD: [{"x": 1.0}, {"x": None}, {}]}, "size")
    assert (answer.value, answer.low, answer.high, answer.met) == (None, None, None, None)


@pytest.mark.soak
def test_complete_supervision_is_not():
    rows = claims_of_the_text()
    assert row_with(rows, COMPLETE, "cameras on").met is False
    assert row_with(rows, AVOIDABLE, "share of listings").met is False
