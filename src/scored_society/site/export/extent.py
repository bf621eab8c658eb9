"""How much a static copy holds."""

from __future__ import annotations

from dataclasses import dataclass

from scored_society.site.chapters import Chapter, load_chapters
from scored_society.site.export.positions import Position, positions
from scored_society.site.given import Inputs


@dataclass(frozen=True)
class Extent:
    """How much a static copy holds.

    Attributes
    ----------
    chapters : those whose runs are lived; the pages of the others say that theirs are not there. None: all.
    citizens, years : of the runs; None: as each chapter says.
    positions : of each chapter, the start first; None: all.
    city_citizens, city_years : of the city.
    lives : of each sort that is told.
    """

    chapters: tuple[str, ...] | None = None
    citizens: int | None = None
    years: int | None = None
    positions: int | None = None
    city_citizens: int = 2_000
    city_years: int = 3
    lives: int = 3

    def told(self) -> list[tuple[Chapter, list[Position]]]:
        """Return the chapters whose runs are lived, in the size in which they are, and their positions."""
        return [
            (self._sized(chapter), positions(chapter)[: self.positions])
            for name, chapter in load_chapters().items()
            if self.chapters is None or name in self.chapters
        ]

    def life(self) -> Inputs:
        """Return the run whose lives are told: what the first chapter starts with."""
        first = self._sized(next(iter(load_chapters().values())))
        return Inputs(first.book, first.society, first.citizens, first.years, 0, first.seed)

    def city(self) -> Inputs:
        """Return the run whose city is shown."""
        life = self.life()
        return Inputs(life.policy, life.society, self.city_citizens, self.city_years, 0, life.seed)

    def _sized(self, chapter: Chapter) -> Chapter:
        return chapter.model_copy(
            update={"citizens": self.citizens or chapter.citizens, "years": self.years or chapter.years}
        )
