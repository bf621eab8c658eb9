"""`scored explain`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scored_society.base.errors import mistake
from scored_society.cli.life import print_life
from scored_society.cli.numbers import whole
from scored_society.cli.output import INVENTED, AsJson, examples, print_json
from scored_society.cli.progress import WeekProgress

if TYPE_CHECKING:
    from scored_society.record.run import Run

EXAMPLES = examples(
    "explain runs/as-told-china-2020-1 1234",
    "explain runs/as-told-china-2020-1 1234.2 --json",
    "explain runs/as-told-china-2020-1 1234 --html life.html",
    "explain runs/reform-smallville-1 7 --html life.html --against runs/as-told-smallville-1",
    "explain runs/as-told-china-2020-1 --find listed-wrongly shut-out:mobility",
    "explain runs/as-told-china-2020-1 --find waited-longer-than:20",
)
FINDS = (
    "Find at most five lives, by chance, to which something was done; several predicates must all hold: listed, "
    "listed-wrongly, wrong-record, refused, refused-wrongly, shut-out:DOMAIN, turned-away, parent-listed, "
    "waited-longer-than:WEEKS, lapsed."
)

Wanted = Annotated[
    list[str] | None,
    typer.Argument(metavar="CITIZEN", help="A number: SEAT or SEAT.N. With --find, further predicates instead."),
]
Html = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Write the life as one page, beside the same person under 'none'.")
]
Against = Annotated[
    Path | None,
    typer.Option(
        metavar="RUN_B",
        help="With --html: the same people under another rule book; where not given, 'none' is lived for it.",
    ),
]
DecisionFile = Annotated[
    Path | None,
    typer.Option("--decision", metavar="FILE", help="The decision function that the run was made with, if any."),
]
Draw = Annotated[
    int | None,
    typer.Option(
        parser=whole("--draw", 0, 2**32 - 1),
        metavar="N",
        help="With --find: the number that brings the same lives again; by chance where not given.",
    ),
]


def explain(
    context: typer.Context,
    run: Annotated[Path, typer.Argument(metavar="RUN", help="The folder of a finished run.")],
    wanted: Wanted = None,
    html: Html = None,
    against: Against = None,
    alone: Annotated[
        bool, typer.Option("--alone", help="With --html: only this life, without the same person under 'none'.")
    ] = False,
    find: Annotated[list[str] | None, typer.Option(metavar="PREDICATE...", help=FINDS)] = None,
    draw: Draw = None,
    decision: DecisionFile = None,
    as_json: AsJson = False,
) -> None:
    """Live one life again and explain it.

    Every act, report and entry, what followed, wrongful or not, and why; what was asked for, and what was refused; by
    how much each cut-off was missed; what the family felt. A citizen is the number of a seat, or SEAT.N for its N-th
    later occupant.

    --find looks for lives by what was done to somebody, never by an act: in some neighbourhoods, drawn by chance.
    """
    if find:
        _refuse_beside_find(html=html is not None or against is not None or alone, as_json=as_json)
        _find(run, [*find, *(wanted or [])], draw, decision)
        return
    if not wanted:
        context.fail("Missing argument 'CITIZEN'; or look for some with --find.")
    if len(wanted) > 1:
        context.fail(f"One citizen at a time, and not {len(wanted)}.")
    if draw is not None:
        raise mistake("--draw belongs to --find")
    if html is None and (against is not None or alone):
        raise mistake(
            f"{'--against' if against else '--alone'} belongs to a page", allowed="write one with --html FILE"
        )
    if against is not None and alone:
        raise mistake("--against and --alone exclude each other", allowed="leave out one of them")
    if html is not None:
        if as_json:
            raise mistake("--html writes a page and --json prints the life", allowed="leave out one of them")
        _write(run, wanted[0], html, against, alone, decision)
        return

    from scored_society.record.explain import explain as explained
    from scored_society.record.folder import open_run

    life = explained(open_run(run, decision=decision), wanted[0])
    if as_json:
        print_json(life)
    else:
        print_life(life)


def _refuse_beside_find(*, html: bool, as_json: bool) -> None:
    """Refuse what would make a list of people out of a search."""
    for given, name in ((as_json, "--json"), (html, "--html, --against and --alone")):
        if given:
            raise mistake(
                f"--find and {name} exclude each other: a search shows a few lives and is not exported, so that"
                " nobody makes a list of people of it",
                allowed="find some first, then tell one of them",
            )


def _write(run: Path, citizen: str, html: Path, against: Path | None, alone: bool, decision: Path | None) -> None:
    """Write the page of a life, and of its twin."""
    from scored_society.base.writing import check_place
    from scored_society.record.explain import parse_citizen
    from scored_society.record.folder import open_run
    from scored_society.record.twin import is_none
    from scored_society.report.life import write_life

    told = open_run(run, decision=decision)
    parse_citizen(told, citizen)  # mistakes come out before anything slow begins
    check_place(html)
    twin: Run | None = None
    if against is not None:
        twin = open_run(against)
    elif not alone and is_none(told):
        typer.echo("This run is 'none' itself: there is nothing to stand beside it.", err=True)
    elif not alone:
        twin = _under_none(told)
    typer.echo(write_life(told, citizen, html, against=twin))


def _under_none(run: Run) -> Run:
    """Live the same people under `none`, and say so."""
    from scored_society.record.twin import live_under_none

    people, years = run.manifest["citizens"], run.manifest["years"] + run.manifest["burn_in"]
    typer.echo(
        f"Living the same {people:,} people for {years} years under 'none', to stand beside this life;"
        " --against names a run that is there, --alone does without.",
        err=True,
    )
    with WeekProgress() as progress:
        return live_under_none(run, progress=progress)


def _find(run: Path, predicates: list[str], draw: int | None, decision: Path | None) -> None:
    """Print a few lives to which something was done."""
    from shlex import quote

    from scored_society.record.folder import open_run
    from scored_society.record.life.find import find as found_in

    told = open_run(run, decision=decision)
    weeks, people = int(told.manifest["weeks"]), told.manifest["citizens"] // told.manifest["neighbourhoods"]
    with WeekProgress() as progress:

        def advance(number: int, most: int) -> None:
            progress.start(weeks * most, people)
            progress.advance(weeks * (number - 1))

        found = found_in(told, predicates, draw, advance)
    all_in_all = told.manifest["neighbourhoods"]
    looked = f"{found.looked_through} of {all_in_all:,} neighbourhoods, drawn by chance, were looked through"
    if not found.lives:
        typer.echo(f"No such life; {looked}. Elsewhere there may be some: try again.\n\n{INVENTED}")
        return
    if told.manifest["interventions"]:
        typer.echo("The run is an experiment: something was made to happen in it to numbered citizens.\n")
    for citizen, reasons in found.lives:
        typer.echo(f"  {citizen:<12} {'; '.join(reasons)}")
    typer.echo(
        f"\nA sample of at most five, and no list: {looked} (--draw {found.draw} brings the same).\n{INVENTED}\n\n"
        f"Next:\n  scored explain {quote(str(run))} {found.lives[0][0]}"
    )
