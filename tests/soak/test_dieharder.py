"""Dieharder (R. G. Brown) over the draws, read by citizen, by week and by decision: an hour a stream.

Every test that dieharder itself calls good, with the parameters of `dieharder -a`, each over a stretch of the stream of
its own. WEAK (p outside 0.005 … 0.995) is expected once in a hundred results, FAILED (p outside 10⁻⁶ … 1 - 10⁻⁶) never.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pytest

from week.streams import DECISIONS, STREAMS, Stream, by_decision, pour

pytestmark = [pytest.mark.soak, pytest.mark.timeout(0)]

SEED = 1

NTUPLES = {200: range(1, 13), 201: range(2, 6), 202: range(2, 6), 203: range(33)}
"""The tests that `dieharder -a` runs several times, by number; all others run once, with their own default (0)."""

STRETCH = 1 << 32
"""How many draws lie between the starts of two tests; the thirstiest (203 with 32) takes 0.8 × 10⁹."""


class Result(NamedTuple):
    """One line of dieharder."""

    test: str
    ntuple: int
    p: float
    assessment: str


@pytest.fixture(scope="module")
def tests() -> list[int]:
    """Return the numbers of the tests that dieharder calls good, not suspect or not to be used."""
    if shutil.which("dieharder") is None:
        pytest.fail("dieharder is not installed; on Debian: apt-get install dieharder")
    listed = subprocess.run(["dieharder", "-l"], check=True, capture_output=True, text=True).stdout
    return [int(number) for number in re.findall(r"-d (\d+)\s.*\sGood$", listed, re.MULTILINE)]


def results(stream: Stream, start: int, test: int, ntuple: int) -> list[Result]:
    """Run one dieharder test over a stream from draw number `start` on."""
    fields = [part for field in ("test_name", "ntuple", "pvalues", "assessment") for part in ("-D", field)]
    command = ["dieharder", "-g", "200", "-d", str(test), "-n", str(ntuple), "-c", ",", *fields]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, bufsize=0, pipesize=1 << 20) as process:
        pour(stream, start, SEED, process.stdin.fileno())
        lines = process.stdout.read().decode().splitlines()
    found = [[field.strip() for field in line.split(",")] for line in lines if "," in line]
    assert found, f"dieharder -d {test} -n {ntuple} came to no result:\n" + "\n".join(lines)
    return [Result(name, int(size), float(p), assessment) for name, size, p, assessment in found]


def all_results(stream: Stream, tests: list[int]) -> Iterator[Result]:
    """Run every good test over a stream."""
    runs = [(test, ntuple) for test in tests for ntuple in NTUPLES.get(test, (0,))]
    for number, (test, ntuple) in enumerate(runs):
        yield from results(stream, number * STRETCH, test, ntuple)


@pytest.mark.parametrize("order", STREAMS)
def test_no_dieharder_test_fails(order: str, tests: list[int], capsys: pytest.CaptureFixture[str]):
    found = []
    with capsys.disabled():
        print(f"\ndieharder, read by {order}, seed {SEED}")
        for result in all_results(STREAMS[order], tests):
            print(f"{result.test:>22} {result.ntuple:>4} {result.p:10.8f} {result.assessment}", flush=True)
            found.append(result)
        counts = Counter(result.assessment for result in found)
        print(f"by {order}: PASSED {counts['PASSED']}, WEAK {counts['WEAK']}, FAILED {counts['FAILED']}", flush=True)
    assert [result for result in found if result.assessment not in ("PASSED", "WEAK")] == []


def counting(block: np.ndarray, start: int, seed: int) -> None:
    block[:] = np.arange(4 * start, 4 * start + block.size).reshape(block.shape) & 0xFFFFFFFF


def multiplying(block: np.ndarray, start: int, seed: int) -> None:
    """RANDU, a multiplicative congruential generator of ill fame."""
    factors = np.full(block.size, 65539, np.uint32)
    factors[0] = pow(65539, 4 * start + 1, 1 << 32)
    block[:] = np.multiply.accumulate(factors, dtype=np.uint32).reshape(block.shape)


def forgetting_the_decision(block: np.ndarray, start: int, seed: int) -> None:
    by_decision(block, start, seed)
    block[:] = np.repeat(block[::DECISIONS], DECISIONS, axis=0)


@pytest.mark.parametrize("stream", [counting, multiplying, forgetting_the_decision])
def test_dieharder_notices_a_bad_generator(stream: Stream, tests: list[int]):
    count_the_ones = 8
    assert count_the_ones in tests
    assert [result.assessment for result in results(stream, 0, count_the_ones, 0)] == ["FAILED"]
