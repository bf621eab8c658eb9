"""How the week is compiled."""

from __future__ import annotations

import os
import re

import numpy as np
import pytest
from numba import njit

from scored_society.week.compiled import compiled, config


@pytest.mark.skipif("NUMBA_CPU_FEATURES" in os.environ, reason="the environment says which vectors to use")
def test_no_vectors_of_512_bits_are_used_for_which_processors_slow_down():
    assert "+avx512" not in config.CPU_FEATURES

    @njit
    def doubled(numbers):
        for index in range(len(numbers)):
            numbers[index] *= 2

    doubled(np.arange(8))
    (machine_code,) = doubled.inspect_asm().values()
    assert re.search("doubled", machine_code)
    assert "zmm" not in machine_code


def test_numbers_that_callers_write_out_do_not_each_make_code_of_their_own():
    @compiled
    def more(number, by):
        return number + by

    @njit
    def called():
        return more(1, 2) + more(2, 3) + more(3, int(np.int64(4)))

    assert called() == 15
    assert len(more.overloads) == 1
