import struct
from hashlib import blake2b

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from record.living import census
from scored_society.record.fingerprint import Chain, canonical

keys = st.tuples(*[st.integers(-1, 3)] * 5)
censuses = st.dictionaries(keys, st.integers(-(2**62), 2**62), max_size=12)


def rows_of(counts: dict[tuple[int, ...], int]) -> np.ndarray:
    return np.array([[*key, value] for key, value in counts.items()], dtype=np.int64).reshape(-1, 6)


def digest(*weeks: np.ndarray) -> str:
    chain = Chain()
    for week, rows in enumerate(weeks):
        chain.add(week, canonical(rows))
    return chain.digest()


def in_one(key: tuple[int, ...]) -> int:
    measure, region, group, score, lottery_bin = (number + 1 for number in key)
    return (((measure * 34 + region) * 18 + group) * 2050 + score) * 66 + lottery_bin


@given(st.lists(censuses, min_size=1, max_size=3))
def test_the_chain_is_what_it_is_said_to_be(weeks):
    last = b""
    for week, counts in enumerate(weeks):
        entries = [(in_one(key), counts[key]) for key in sorted(counts) if counts[key]]
        packed = struct.pack("<q", week) + b"".join(struct.pack("<2q", *entry) for entry in entries)
        last = blake2b(last + packed, digest_size=32).digest()
    assert digest(*map(rows_of, weeks)) == last.hex()


@given(censuses, st.randoms())
def test_order_and_zeros_change_nothing(counts, random):
    shuffled = list(counts.items())
    random.shuffle(shuffled)
    assert digest(rows_of(dict(shuffled))) == digest(rows_of({key: n for key, n in counts.items() if n}))


@given(censuses.filter(bool), st.data())
def test_each_number_counts(counts, data):
    rows = canonical(rows_of(counts))
    other = rows.copy()
    if len(rows):
        row, column = data.draw(st.integers(0, len(rows) - 1)), data.draw(st.integers(0, 5))
        other[row, column] += 1
        chain, changed = Chain(), Chain()
        chain.add(0, rows)
        changed.add(0, other)
        assert chain.digest() != changed.digest()


def test_the_week_counts():
    chain, later = Chain(), Chain()
    chain.add(1, census(1))
    later.add(2, census(1))
    assert chain.digest() != later.digest()


def test_a_chain_goes_on_from_its_last_hash():
    whole, first = Chain(), Chain()
    for week in range(4):
        whole.add(week, census(week))
    for week in range(2):
        first.add(week, census(week))
    second = Chain(bytes.fromhex(first.digest()))
    for week in range(2, 4):
        second.add(week, census(week))
    assert second.digest() == whole.digest()


def test_a_chain_of_nothing_is_empty():
    assert Chain().digest() == ""


def test_one_key_comes_once():
    with pytest.raises(ValueError, match="two rows of the same key"):
        canonical(np.array([[1, 0, 0, 0, 0, 5], [1, 0, 0, 0, 0, 6]]))


@pytest.mark.parametrize("rows", [np.zeros((2, 5), np.int64), np.zeros((2, 6), np.int32), np.zeros(6, np.int64)])
def test_rows_have_one_shape_and_type(rows: np.ndarray):
    with pytest.raises(ValueError, match="int64 of shape"):
        canonical(rows)
