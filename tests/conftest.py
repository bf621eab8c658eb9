"""What all tests share: the same examples every time, and no traces in the user's folders."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "repeatable", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], database=None
)
settings.load_profile("repeatable")


@pytest.fixture
def write(tmp_path: Path):
    """Write a small file into the test's own folder and return its path."""

    def written(text: str | bytes, name: str = "file.yaml") -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return written
