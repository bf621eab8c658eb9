"""The fingerprint of a run: equal if and only if every week's whole census is equal."""

from __future__ import annotations

from hashlib import blake2b

import numpy as np

from scored_society.week.cells import Cells

DIGEST_BYTES = 32


class Chain:
    """A chain of weekly hashes (BLAKE2b, 256 bits), each over the one before it and the week's census.

    The week enters, then all keys and then all values of its cells (see `week/cells.py`), as little-endian 64-bit
    integers. Names, versions and file bytes do not enter, so a rename or another way of storing changes nothing.

    Parameters
    ----------
    previous : bytes
        The last hash, to go on from; nothing at the start of a run.

    Examples
    --------
    >>> chain = Chain()
    >>> chain.add(0, Cells(np.array([4711]), np.array([7])))
    >>> chain.digest()[:8] == Chain(bytes.fromhex(chain.digest())).digest()[:8]
    True
    """

    def __init__(self, previous: bytes = b"") -> None:
        self._last = previous

    def add(self, week: int, cells: Cells) -> None:
        """Add a week's census in its canonical form (see `canonical`)."""
        link = blake2b(self._last, digest_size=DIGEST_BYTES)
        link.update(week.to_bytes(8, "little"))
        for column in cells:
            link.update(np.ascontiguousarray(column, dtype="<i8").data)
        self._last = link.digest()

    def digest(self) -> str:
        """Return the last hash in hexadecimal digits, empty before the first week."""
        return self._last.hex()


def canonical(cells: Cells) -> Cells:
    """Return a census's cells without zeros, in the order of their keys; themselves where nothing had to be done.

    Raises
    ------
    ValueError
        If the shape or type is another, or if one key comes twice.
    """
    keys, values = cells
    if keys.ndim != 1 or keys.shape != values.shape or {keys.dtype, values.dtype} != {np.dtype(np.int64)}:
        raise ValueError("cells are keys and values, int64 and one for one")
    if not values.all():
        keys, values = keys[values != 0], values[values != 0]
    if not (np.diff(keys) > 0).all():
        order = np.argsort(keys)
        keys, values = keys[order], values[order]
        if not (np.diff(keys) > 0).all():
            raise ValueError("a census has two cells of the same key")
    return Cells(keys, values)
