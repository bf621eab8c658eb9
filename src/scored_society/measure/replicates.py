"""What came of the same rule books for many seeds: how far a figure varies by chance, and what differences remain."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import polars as pl
from numpy.typing import NDArray

from scored_society.base.errors import mistake
from scored_society.base.names import nearest
from scored_society.measure.census import EVERYBODY
from scored_society.measure.intervals import LEVEL, paired_difference, replicates_for, t_interval

KEY = ["measure", "group"]
DIFFERENCES = pl.Schema(
    {
        "measure": pl.String, "group": pl.String, "policy": pl.String, "effect": pl.Float64, "low": pl.Float64,
        "high": pl.Float64, "replicates": pl.Int64, "unit": pl.String,
    }
)  # fmt: skip


@dataclass(frozen=True)
class Replicates:
    """What came of some rule books for some seeds.

    Attributes
    ----------
    policies, seeds : tuple
        The names of the rule books and the seeds, as they were given.
    outcomes : DataFrame
        policy, seed, measure, group, value, unit (see `measure.outcomes`), over the years from the start of the rule
        books: without the burn-in. What occurred under one of them counts 0 under those where it did not.
    runs : DataFrame
        policy, seed, fingerprint: the one of `simulate` with the same arguments.
    """

    policies: tuple[str, ...]
    seeds: tuple[int, ...]
    outcomes: pl.DataFrame = field(repr=False)
    runs: pl.DataFrame = field(repr=False)

    def differences(self, baseline: str | None = None, level: float = LEVEL) -> pl.DataFrame:
        """Return how outcomes differ from those under a baseline, paired by seed.

        Parameters
        ----------
        baseline : str, optional
            A name of a rule book; the first one where not given.
        level : float
            Of confidence, between 0 and 1.

        Returns
        -------
        DataFrame
            measure, group, policy; effect (the mean difference from the baseline); low, high (Student's interval of it,
            within this model and this coupling of draws); replicates (seeds under both rule books of which the outcome
            is defined; a single one has no interval); unit. Sorted by measure and group.
        """
        first = self._known(baseline)
        _check_level(level)
        names = self.outcomes.select(*KEY, "unit").unique().sort(*KEY)
        before = self._values(first, names)
        found = []
        for policy in self.policies:
            if policy == first:
                continue
            after = self._values(policy, names)
            paired = ~np.isnan(after - before)
            effect, low, high = paired_difference(before, after, level)
            for place in np.flatnonzero(~paired.all(axis=0) & paired.any(axis=0)):
                both = paired[:, place]
                ends = paired_difference(before[both, place], after[both, place], level)
                effect[place], low[place], high[place] = ends
            columns = {"effect": effect, "low": low, "high": high, "replicates": paired.sum(axis=0)}
            found.append(
                names.with_columns(policy=pl.lit(policy), **{name: pl.Series(of) for name, of in columns.items()})
            )
        rows = pl.concat(found) if found else pl.DataFrame(schema=DIFFERENCES)
        rows = rows.filter(pl.col("replicates") > 0).with_columns(pl.col("effect", "low", "high").fill_nan(None))
        return rows.select(DIFFERENCES.names()).cast(DIFFERENCES).sort(*KEY, maintain_order=True)

    def needed(
        self,
        width: float,
        measure: str,
        group: str = EVERYBODY,
        *,
        policy: str | None = None,
        baseline: str | None = None,
        level: float = LEVEL,
    ) -> int:
        """Return how many seeds would do for an interval of a difference that is no wider than wanted.

        Parameters
        ----------
        width : float
            From end to end, in the unit of the outcome.
        measure, group : str
            Of the outcome.
        policy : str, optional
            The rule book; where not given, enough for all of them.
        baseline : str, optional
            What it is compared with; the first rule book where not given. With a single rule book the interval is that
            of its own mean.
        level : float
            Of confidence, between 0 and 1.

        Returns
        -------
        int
            At least 2; an estimate from the spread over the seeds that there are.
        """
        first = self._known(baseline)
        _check_level(level)
        if not width > 0:
            raise mistake(f"a width of {width}", allowed="a number above 0")
        names = self.outcomes.select(*KEY).unique().filter(pl.col("measure") == measure, pl.col("group") == group)
        if names.is_empty():
            raise self._unknown(measure, group)
        before = self._values(first, names)[:, 0]
        others = [self._known(policy)] if policy is not None else [name for name in self.policies if name != first]
        spreads = [self._values(other, names)[:, 0] - before for other in others] or [before]
        counts = [spread[~np.isnan(spread)] for spread in spreads]
        if min(map(len, counts)) < 2:
            raise mistake(f"'{measure}' of '{group}' is defined for fewer than 2 seeds", allowed="more seeds")
        return max(replicates_for(width, spread, level) for spread in counts)

    def means(self, level: float = LEVEL) -> pl.DataFrame:
        """Return each outcome's mean over the seeds.

        Returns
        -------
        DataFrame
            measure, group, policy; mean; low, high (Student's interval); replicates; unit. Sorted by measure and group.
        """
        _check_level(level)
        by = [*KEY, "policy"]
        rows = []
        for key, frame in self.outcomes.group_by(*by, maintain_order=True):
            mean, low, high = t_interval(frame["value"].to_numpy(), level)
            rows.append((*key, float(mean), float(low), float(high), frame.height, frame["unit"][0]))
        schema = pl.Schema({("mean" if name == "effect" else name): kind for name, kind in DIFFERENCES.items()})
        frame = pl.DataFrame(rows, schema=schema, orient="row")
        return frame.with_columns(pl.col("low", "high").fill_nan(None)).sort(*KEY, maintain_order=True)

    def _values(self, policy: str, names: pl.DataFrame) -> NDArray[np.float64]:
        """Return the values [seeds, names] under a rule book, NaN where an outcome is not defined."""
        mine = self.outcomes.filter(pl.col("policy") == policy)
        every = pl.DataFrame({"seed": self.seeds}, schema={"seed": pl.Int64}).join(
            names.select(KEY), how="cross", maintain_order="left_right"
        )
        found = every.join(mine, on=["seed", *KEY], how="left", maintain_order="left")["value"]
        return found.fill_null(float("nan")).to_numpy().reshape(len(self.seeds), names.height)

    def _known(self, policy: str | None) -> str:
        if policy is None:
            return self.policies[0]
        if policy not in self.policies:
            raise mistake(f"unknown rule book '{policy}'", allowed=self.policies, meant=nearest(policy, self.policies))
        return policy

    def _unknown(self, measure: str, group: str) -> Exception:
        measures = self.outcomes["measure"].unique().sort().to_list()
        if measure not in measures:
            return mistake(f"unknown outcome '{measure}'", meant=nearest(measure, measures))
        groups = self.outcomes.filter(pl.col("measure") == measure)["group"].unique().sort().to_list()
        return mistake(f"'{measure}' has no group '{group}'", allowed=groups, meant=nearest(group, groups))


def _check_level(level: float) -> None:
    if not 0 < level < 1:
        raise mistake(f"a level of {level}", allowed="a number between 0 and 1, such as 0.95")
