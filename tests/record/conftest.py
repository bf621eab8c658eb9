"""The tests of record/ wait for no disk: those about losing power count their own syncs."""

import os

import pytest


@pytest.fixture(autouse=True, scope="module")
def quick_disk():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda handle: None)
        yield
