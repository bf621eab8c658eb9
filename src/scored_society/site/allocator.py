"""The allocator of the system, which keeps what many threads have freed, each for itself, unless it is asked not to."""

from __future__ import annotations

import ctypes
import sys


def give_back() -> None:
    """Give memory that is free back to the system, where its library can: some hundred megabytes after a few runs."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)
