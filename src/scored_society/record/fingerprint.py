"""The fingerprint of a run: equal if and only if every week's whole census is equal."""

from __future__ import annotations

from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

KEYS = 5
"""Columns that say what is counted: measure, region, group, score, bin; the count follows."""
DIGEST_BYTES = 32


class Chain:
    """A chain of weekly hashes (BLAKE2b, 256 bits), each over the one before it and the week's census.

    A row enters as seven little-endian 64-bit integers: week, measure number, region, group, score, bin, value. Names,
    versions and file bytes do not enter, so a rename or another way of storing changes nothing.

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
        entries = np.empty((len(rows), 1 + KEYS + 1), dtype="<i8")
        entries[:, 0] = week
        entries[:, 1:] = rows
        link = blake2b(self._last, digest_size=DIGEST_BYTES)
        link.update(entries.data)
        self._last = link.digest()

    def digest(self) -> str:
        """Return the last hash in hexadecimal digits, empty before the first week."""
        return self._last.hex()


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
    if not _ascending(rows):
        rows = rows[np.lexsort(rows[:, :KEYS].T[::-1])]
        if not _ascending(rows):
            raise ValueError("a census has two rows of the same key")
    return rows


def _ascending(rows: NDArray[np.int64]) -> bool:
    """Whether each key is greater than the one before it, the first column weighing most."""
    before, after = rows[:-1], rows[1:]
    greater = np.zeros(len(before), dtype=np.bool_)
    for column in reversed(range(KEYS)):
        greater &= after[:, column] == before[:, column]
        greater |= after[:, column] > before[:, column]
    return bool(greater.all())
