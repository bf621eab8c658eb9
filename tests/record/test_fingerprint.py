import struct
from hashlib import blake2b

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from record.living import cells_of, census
from scored_society.record.fingerprint import Chain, canonical
from scored_society.week.cells import Cells, columns_of, keys_of

keys = st.tuples(*[st.integers(-1, 3)] * 5)
censuses = st.dictionaries(keys, st.integers(-(2**62), 2**62), max_size=12)


def census_of(counts: dict[tuple[int, ...], int]) -> Cells:
    return cells_of(np.array([[*key, value] for key, value in counts.items()], dtype=np.int64).reshape(-1, 6))


def digest(*weeks: Cells) -> str:
    chain = Chain()
    for week, cells in enumerate(weeks):
        chain.add(week, canonical(cells))
    return chain.digest()


def in_one(key: tuple[int, ...]) -> int:
    measure, region, group, score, lottery_bin = (number + 1 for number in key)
    return (((measure * 34 + region) * 18 + group) * 2050 + score) * 66 + lottery_bin


@given(st.lists(censuses, min_size=1, max_size=3))
def test_the_chain_is_what_it_is_said_to_be(weeks):
    last = b""
    for week, counts in enumerate(weeks):
        kept = [key for key in sorted(counts) if counts[key]]
        numbers = [week, *map(in_one, kept), *(counts[key] for key in kept)]
        last = blake2b(last + struct.pack(f"<{len(numbers)}q", *numbers), digest_size=32).digest()
    assert digest(*map(census_of, weeks)) == last.hex()


@given(censuses, st.randoms())
def test_order_and_zeros_change_nothing(counts, random):
    shuffled = list(counts.items())
    random.shuffle(shuffled)
    assert digest(census_of(dict(shuffled))) == digest(census_of({key: n for key, n in counts.items() if n}))


@given(censuses.filter(bool), st.data())
def test_each_number_counts(counts, data):
    cells = canonical(census_of(counts))
    if len(cells.keys):
        cell, column = data.draw(st.integers(0, len(cells.keys) - 1)), data.draw(st.integers(0, 1))
        other = Cells(cells.keys.copy(), cells.values.copy())
        other[column][cell] += 1
        chain, changed = Chain(), Chain()
        chain.add(0, cells)
        changed.add(0, other)
        assert chain.digest() != changed.digest()


@given(keys)
def test_a_key_leads_back_to_its_columns(key):
    assert columns_of(keys_of(np.array([key])))[0].tolist() == list(key)


def test_a_key_has_room_for_so_much():
    with pytest.raises(ValueError, match="a score lies outside"):
        keys_of(np.array([[1, 0, 0, 2049, 0]]))


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
    with pytest.raises(ValueError, match="two cells of the same key"):
        canonical(Cells(np.array([7, 7]), np.array([5, 6])))


@pytest.mark.parametrize("values", [np.zeros(3, np.int64), np.zeros(2, np.int32), np.zeros((2, 1), np.int64)])
def test_cells_have_one_shape_and_type(values: np.ndarray):
    with pytest.raises(ValueError, match="int64 and one for one"):
        canonical(Cells(np.arange(2), values))
