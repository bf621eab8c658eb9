"""The fingerprint of a run: equal if and only if every week's whole census is equal."""

from __future__ import annotations

from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

KEYS = 5
"""Columns that say what is counted: measure, region, group, score, bin; the count follows."""
DIGEST_BYTES = 32
ROOM = {"measure": 1 << 27, "region": 34, "group": 18, "score": 2050, "bin": 66}
"""How many values a key has room for in each column, the absent one (-1) included."""


class Chain:
    """A chain of weekly hashes (BLAKE2b, 256 bits), each over the one before it and the week's census.

    After the week, each row enters as two little-endian 64-bit integers: its key (measure number, region, group, score
    and bin in one, see `keys_of`) and its value. Names, versions and file bytes do not enter, so a rename or another
    way of storing changes nothing.

    Parameters
    ----------
    previous : bytes
        The last hash, to go on from; nothing at the start of a run.

    Examples
    --------
    >>> chain = Chain()
    >>> chain.add(0, np.array([[1, -1, 0, 1000, -1, 7]]))
    >>> chain.digest()[:8] == Chain(bytes.fromhex(chain.digest())).digest()[:8]
    True
    """

    def __init__(self, previous: bytes = b"") -> None:
        self._last = previous

    def add(self, week: int, rows: NDArray[np.int64]) -> None:
        """Add a week's census in its canonical form (see `canonical`)."""
        entries = np.empty((len(rows), 2), dtype="<i8")
        entries[:, 0], entries[:, 1] = keys_of(rows), rows[:, KEYS]
        link = blake2b(self._last, digest_size=DIGEST_BYTES)
        link.update(week.to_bytes(8, "little"))
        link.update(entries.data)
        self._last = link.digest()

    def digest(self) -> str:
        """Return the last hash in hexadecimal digits, empty before the first week."""
        return self._last.hex()


def keys_of(rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the key of each row in one integer that orders as its columns do; a dimension may be absent (-1).

    Raises
    ------
    ValueError
        If a column lies outside its room (`ROOM`).
    """
    keys = np.zeros(len(rows), dtype=np.int64)
    for column, (name, room) in enumerate(ROOM.items()):
        values = rows[:, column] + 1
        if len(values) and not 0 <= values.min() <= values.max() < room:
            raise ValueError(f"a {name} lies outside -1 … {room - 2}")
        keys = keys * room + values
    return keys


def canonical(rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return a census's rows without zeros, in the order of their keys.

    Parameters
    ----------
    rows : array of int64, shape (n, 6)
        Columns measure, region, group, score, bin, value.

    Returns
    -------
    array of int64, shape (m, 6)
        The rows themselves where nothing had to be done.

    Raises
    ------
    ValueError
        If the shape or type is another, or if one key comes twice.
    """
    if rows.ndim != 2 or rows.shape[1] != KEYS + 1 or rows.dtype != np.int64:
        raise ValueError(f"census rows are int64 of shape (n, {KEYS + 1}), not {rows.dtype} of shape {rows.shape}")
    if not rows[:, KEYS].all():
        rows = rows[rows[:, KEYS] != 0]
    keys = keys_of(rows)
    if not (np.diff(keys) > 0).all():
        order = np.argsort(keys)
        rows = rows[order]
        if not (np.diff(keys[order]) > 0).all():
            raise ValueError("a census has two rows of the same key")
    return rows
