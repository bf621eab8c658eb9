"""The draws: the published generator, one stream for each key, and no pattern that a reader could see.

The long statistical test is tests/soak/test_dieharder.py.
"""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import chdtrc, erfc

from scored_society.week import draws
from scored_society.week.draws import PROPOSAL, WHOLE, draw, happens, philox
from week.streams import DECISIONS, STREAMS, WEEKS, drawn, of_keys, scrambled

KEYS = ("seed", "seat", "occupant", "week", "decision", "other")
RANGES = (1 << 63, 1 << 32, 1 << 4, 1 << 16, 1 << 8, 1 << 16)
ORDINARY = (1, 4711, 2, 260, PROPOSAL, 3)

A_KEY = st.tuples(*(st.integers(0, size - 1) for size in RANGES))
UNLIKELY = 1e-6


# The published generator


@pytest.mark.parametrize(
    ("counter", "key", "words"),
    [
        ((0, 0, 0, 0), 0, (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
        ((0xFFFFFFFF,) * 4, (1 << 64) - 1, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
        (
            (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),  # the digits of pi
            0x299F31D0_A4093822,
            (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
        ),
    ],
)
def test_known_answers_of_random123(counter: tuple[int, ...], key: int, words: tuple[int, ...]):
    assert scrambled(*counter, np.uint64(key)) == words


def test_compiled_and_uncompiled_agree(monkeypatch: pytest.MonkeyPatch):
    generator = np.random.default_rng(1)
    keys = [ORDINARY, (0,) * len(RANGES), tuple(size - 1 for size in RANGES)]
    keys += [tuple(int(generator.integers(size)) for size in RANGES) for _ in range(200)]
    compiled = [drawn(*key) for key in keys]
    monkeypatch.setattr(draws, "philox", philox.py_func)
    assert [draw.py_func(*key) for key in keys] == compiled


# One stream for each key


@pytest.mark.parametrize("which", range(len(KEYS)), ids=KEYS)
def test_another_key_is_another_draw(which: int):
    changed = [value + (place == which) for place, value in enumerate(ORDINARY)]
    assert all(here != there for here, there in zip(drawn(*ORDINARY), drawn(*changed), strict=True))


@given(key=A_KEY, which=st.sampled_from(range(len(KEYS))), data=st.data())
def test_any_other_key_is_another_draw(key: tuple[int, ...], which: int, data: st.DataObject):
    value = data.draw(st.integers(0, RANGES[which] - 1).filter(lambda value: value != key[which]))
    assert drawn(*key) != drawn(*key[:which], value, *key[which + 1 :])


@given(A_KEY)
def test_the_same_keys_are_the_same_draw(key: tuple[int, ...]):
    words = drawn(*key)
    assert words == drawn(*key)
    assert all(0 <= word < WHOLE for word in words)


def test_no_key_reaches_into_anothers_bits():
    corners = list(itertools.product(*((0, 1, size - 1) for size in RANGES)))
    assert len({drawn(*corner) for corner in corners}) == len(corners)


OF_THE_GENERATOR = {"WHOLE", "MASK", "WORD_BITS", "ROUNDS", "MULTIPLIER_0", "MULTIPLIER_1", "BUMP_0", "BUMP_1"}


def decisions() -> dict[str, int]:
    return {name: value for name, value in vars(draws).items() if name.isupper() and name not in OF_THE_GENERATOR}


def test_decisions_have_numbers_of_their_own():
    numbers = list(decisions().values())
    assert len(set(numbers)) == len(numbers) >= 9
    assert all(0 <= number < DECISIONS for number in numbers), "the streams by decision read these only"


def test_the_documentation_lists_every_decision():
    page = Path(__file__).parents[2] / "docs" / "draws.md"
    rows = re.findall(r"^\| (\d+) \| `(\w+)` \|", page.read_text(), re.MULTILINE)
    assert {name: int(number) for number, name in rows} == decisions()


@pytest.mark.parametrize(
    ("word", "chance", "so"),
    [(0, 0, False), (0, 1, True), (1, 1, False), (WHOLE - 1, WHOLE - 1, False), (WHOLE - 1, WHOLE, True)],
)
def test_an_event_happens_below_its_chance(word: int, chance: int, so: bool):
    assert happens(word, chance) is so


# Streams, as dieharder reads them too


@pytest.mark.parametrize(
    ("order", "number", "key"),
    [
        ("citizen", 12, (1, 12, 0, 0, PROPOSAL, 0)),
        ("citizen", (3 << 32) + 12, (1, 12, 0, 3, PROPOSAL, 0)),
        ("week", 12, (1, 0, 0, 12, PROPOSAL, 0)),
        ("week", 3 * WEEKS + 12, (1, 3, 0, 12, PROPOSAL, 0)),
        ("decision", 12, (1, 0, 0, 0, 12, 0)),
        ("decision", (3 * WEEKS + 7) * DECISIONS + 12, (1, 3, 0, 7, 12, 0)),
    ],
)
def test_streams_read_the_draws_they_name(order: str, number: int, key: tuple[int, ...]):
    block = np.empty((2, 4), "<u4")
    STREAMS[order](block, number - 1, 1)
    assert tuple(block[1]) == drawn(*key)


@pytest.fixture(scope="module", params=list(itertools.product(STREAMS, (1, 1 << 62))), ids="{0[0]}-{0[1]}".format)
def block(request: pytest.FixtureRequest) -> np.ndarray:
    """Half a million draws, by one order and one seed."""
    order, seed = request.param
    words = np.empty((1 << 19, 4), "<u4")
    STREAMS[order](words, 0, seed)
    return words


def assert_even(counts: np.ndarray) -> None:
    """χ² of counts that should be equal; neither too uneven nor too even."""
    expected = counts.sum() / counts.size
    assert expected > 10
    p = chdtrc(counts.size - 1, ((counts - expected) ** 2).sum() / expected)
    assert UNLIKELY < p < 1 - UNLIKELY


def assert_uncorrelated(here: np.ndarray, there: np.ndarray, pairs: np.ndarray | None = None) -> None:
    """Correlation of each word here with each word there, with the mean and variance of the uniform distribution."""
    mean, deviation = (WHOLE - 1) / 2, WHOLE / np.sqrt(12)
    z = (here - mean).T @ (there - mean) / deviation**2 / np.sqrt(len(here))
    p = erfc(np.abs(z if pairs is None else z[pairs]) / np.sqrt(2))
    assert p.min() > UNLIKELY


def test_bytes_are_even(block: np.ndarray):
    for column in range(4):
        word = np.ascontiguousarray(block[:, column]).view(np.uint8).reshape(-1, 4)
        for place in range(4):
            assert_even(np.bincount(word[:, place], minlength=256))


def test_runs_of_twelve_bits_are_even(block: np.ndarray):
    first, second, third = block.view(np.uint8).ravel()[: block.nbytes // 3 * 3].reshape(-1, 3).T.astype(np.int64)
    assert_even(np.bincount(first | (second & 15) << 8, minlength=4096))
    assert_even(np.bincount(second >> 4 | third << 4, minlength=4096))


@pytest.mark.parametrize("lag", [1, 2, 4, 8])
def test_serial_pairs_are_even(block: np.ndarray, lag: int):
    top = (block >> 24).astype(np.int64)
    assert_even(np.bincount((top[:-lag] << 8 | top[lag:]).ravel(), minlength=1 << 16))  # the same word, `lag` draws on
    words = top.ravel()
    assert_even(np.bincount(words[:-lag] << 8 | words[lag:], minlength=1 << 16))  # `lag` words on


def test_words_of_one_draw_are_uncorrelated(block: np.ndarray):
    assert_uncorrelated(block, block, np.triu_indices(4, 1))


def keys_in_order(order: str, number: int) -> np.ndarray:
    """Keys of the first draws of a stream, one a row."""
    keys = np.tile(np.int64(ORDINARY), (number, 1))
    rows = np.arange(number)
    if order == "citizen":
        keys[:, KEYS.index("seat")] = rows
    elif order == "week":
        keys[:, KEYS.index("week")], keys[:, KEYS.index("seat")] = rows % WEEKS, rows // WEEKS
    else:
        keys[:, KEYS.index("decision")], keys[:, KEYS.index("week")] = rows % DECISIONS, rows // DECISIONS
    return keys


@pytest.mark.parametrize("which", range(len(KEYS)), ids=KEYS)
@pytest.mark.parametrize("order", STREAMS)
def test_neighbours_are_unlike(order: str, which: int):
    """Draws whose keys differ by 1 … 8 in one place are uncorrelated, and differ in half of their bits."""
    keys = keys_in_order(order, 1 << 16)
    here, there = np.empty((2, len(keys), 4), "<u4")
    of_keys(here, keys)
    for _ in range(8):
        keys[:, which] += 1
        of_keys(there, keys)
        assert_uncorrelated(here, there)
        flipped = np.unpackbits((here ^ there).view(np.uint8), axis=1).sum(axis=0, dtype=np.int64)
        z = (flipped - len(keys) / 2) / np.sqrt(len(keys) / 4)
        assert UNLIKELY < chdtrc(z.size, (z**2).sum()) < 1 - UNLIKELY
