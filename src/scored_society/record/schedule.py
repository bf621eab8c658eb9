"""Which rule books rule a run, and from when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scored_society.base.calendar import WEEKS_PER_YEAR
from scored_society.base.errors import mistake
from scored_society.policy.load import PolicyBook, load_policy
from scored_society.society.load import SocietyBook
from scored_society.tables.agreement import check_agreement
from scored_society.tables.interventions import InterventionBook, load_interventions, resolved
from scored_society.tables.timetable import Timetable, timetable

if TYPE_CHECKING:
    from scored_society.record.run import Run


@dataclass(frozen=True)
class Reign:
    """A rule book and the week from which it rules, counted from 2020-01-01."""

    week: int
    book: PolicyBook


def reigns_of(book: PolicyBook, burn_in: int) -> tuple[Reign, ...]:
    """Return the rule books of a plain run: the one given, after `burn_in` years under `none`.

    Raises
    ------
    UserError
        If there is a burn-in and the rule book sets its own start.
    """
    if not burn_in:
        return (Reign(0, book),)
    if book.epochs[-1][1].starts is not None:
        raise mistake(
            f"--burn-in {burn_in} with a rule book that sets its own start",
            allowed="leave out --burn-in, or 'starts' in the rule book",
        )
    return (Reign(0, load_policy("none")), Reign(burn_in * WEEKS_PER_YEAR, book))


def compiled(
    reigns: tuple[Reign, ...],
    society: SocietyBook,
    weeks: int,
    interventions: InterventionBook | None = None,
    seats: int = 0,
) -> Timetable:
    """Return the tables of a run, week by week; with interventions, among so many `seats`.

    Raises
    ------
    UserError
        At the line where a rule book and the society, or an intervention and the run, do not fit together.
    """
    schedule = []
    for position, reign in enumerate(reigns):
        check_agreement(reign.book, society)
        end = reigns[position + 1].week if position + 1 < len(reigns) else weeks
        starts = [reign.week, *(week for week, _ in reign.book.epochs if reign.week < week < end)]
        schedule += [(week, reign.book.at(week), reign.book.document_at(week)) for week in starts]
    tables = timetable(society.society, society.document, schedule, weeks)
    if interventions is None:
        return tables
    return replace(tables, interventions=resolved(interventions, tables, weeks, seats))


def tables_of(run: Run) -> Timetable:
    """Return the tables of a run that was made, week by week."""
    manifest = run.manifest
    interventions = load_interventions(manifest["interventions"])
    return compiled(run.reigns, run.society, int(manifest["weeks"]), interventions, int(manifest["seats"]))
