"""Whole numbers that stand bare in a function: without a name, a meaning and a place in docs/parameters.md."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ALLOWED = {0, 1, 2, -1}
SCALES = {16, 32}
"""Bits of a factor and of a chance (tables/fixed.py): what a shift may be by."""


class Bare(NamedTuple):
    """A number in a function of a file."""

    file: str
    function: str
    value: int
    line: int


def bare_numbers(file: Path) -> Iterator[Bare]:
    """Yield the bare numbers of a file.

    Not those of `ALLOWED`, not the shifts by a scale of fixed point, and not a place in an array (`words[3, seat]`),
    which is no quantity.
    """
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        let = {id(node) for body in function.body for node in _let(body)}
        for body in function.body:
            for node in ast.walk(body):
                number = isinstance(node, ast.Constant) and type(node.value) is int
                if number and node.value not in ALLOWED and id(node) not in let:
                    yield Bare(file.name, function.name, node.value, node.lineno)


def _let(body: ast.stmt) -> Iterator[ast.expr]:
    """Yield the constants that may stand: shifts by a scale, and places in an array."""
    for node in ast.walk(body):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.LShift | ast.RShift):
            if isinstance(node.right, ast.Constant) and node.right.value in SCALES:
                yield node.right
        elif isinstance(node, ast.AugAssign) and isinstance(node.op, ast.LShift | ast.RShift):
            yield node.value
        elif isinstance(node, ast.Subscript):
            yield from node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]


def counted(files: list[Path]) -> Counter[tuple[str, str, int]]:
    """Return how often each bare number stands in each function."""
    return Counter((bare.file, bare.function, bare.value) for file in files for bare in bare_numbers(file))
