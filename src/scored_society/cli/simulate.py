"""`scored simulate`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from scored_society.base.errors import mistake
from scored_society.cli.numbers import whole
from scored_society.cli.output import INVENTED, AsJson, examples, print_json
from scored_society.cli.progress import WeekProgress

if TYPE_CHECKING:
    from scored_society.record.run import Run

RUNS = Path("runs")
"""Where runs go that are not told where."""
EXAMPLES = examples(
    "simulate",
    "simulate as-told --citizens 1e6 --years 10 --seed 7",
    "simulate reform.yaml --society smallville --out runs/reform",
    "simulate --resume runs/as-told-china-2020-1",
)

RuleBook = Annotated[str, typer.Argument(metavar="POLICY", help="A built-in rule book, or a YAML file.")]
SocietyName = Annotated[str, typer.Option(metavar="NAME", help="A built-in society, or a YAML file.")]
Citizens = Annotated[
    int | None,
    typer.Option(
        parser=whole("--citizens", 1, 2_000_000_000),
        metavar="N",
        help="People alive at the start; where not given, the society's own number, else 1_000_000.",
    ),
]
Years = Annotated[int, typer.Option(parser=whole("--years", 1, 200), metavar="N", help="Years to live, 1 to 200.")]
BurnIn = Annotated[
    int,
    typer.Option(parser=whole("--burn-in", 0, 200), metavar="N", help="Years to live before, under 'none', 0 to 200."),
]
Seed = Annotated[
    int,
    typer.Option(parser=whole("--seed", 0, 2**63 - 1), metavar="N", help="A whole number; all chance comes from it."),
]
Interventions = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="For experiments: a YAML file of at most 20 dated acts, reports or listings of numbered citizens.",
    ),
]
DecisionFile = Annotated[
    Path | None,
    typer.Option(
        "--decision",
        metavar="FILE",
        help="A Python file of your own with the act-decision function, in place of the built-in one; it is run here.",
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="The run folder; it must not exist. runs/POLICY-SOCIETY-SEED where not given."),
]
Resume = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Go on with a run that was interrupted; --threads and --decision may be added."),
]
Threads = Annotated[
    int | None,
    typer.Option(
        parser=whole("--threads", 1, 256), metavar="N", help="1 to 256; where not given, as many as processors."
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", help="No progress and no summary.")]


def simulate(  # noqa: PLR0913, PLR0917 - one for each option
    context: typer.Context,
    policy: RuleBook = "as-told",
    society: SocietyName = "china-2020",
    citizens: Citizens = None,
    years: Years = 10,
    burn_in: BurnIn = 0,
    seed: Seed = 1,
    interventions: Interventions = None,
    decision: DecisionFile = None,
    out: Out = None,
    resume: Resume = None,
    threads: Threads = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Let a society live under a rule book.

    What happens is recorded, week by week, in a run folder.
    """
    with WeekProgress(shown=not quiet) as progress:
        if resume is not None:
            _refuse_others(context)
            from scored_society.record.start import resume as resumed

            run = resumed(resume, decision=decision, threads=threads, progress=progress)
        else:
            with _folder(_name(policy, society, seed), out) as folder:
                from scored_society.record.start import simulate as simulated

                run = simulated(
                    policy,
                    society=society,
                    citizens=citizens,
                    years=years,
                    burn_in=burn_in,
                    seed=seed,
                    interventions=interventions or (),
                    decision=decision,
                    out=folder,
                    threads=threads,
                    progress=progress,
                )
    if as_json:
        print_json(dict(run.manifest))
    elif not quiet:
        _print_summary(run)


def _refuse_others(context: typer.Context) -> None:
    """Refuse, beside --resume, what the run was made from once and for all."""
    for name in ("policy", "society", "citizens", "years", "burn_in", "seed", "interventions", "out"):
        source = context.get_parameter_source(name)
        if source is not None and source.name == "COMMANDLINE":
            given = "a rule book" if name == "policy" else f"--{name.replace('_', '-')}"
            raise mistake(f"--resume goes on with a run as it was made; leave out {given}")


def _name(policy: str, society: str, seed: int) -> str:
    """Return the name of a run; a mistake in a file is found here, before anything slow is loaded."""
    from scored_society.policy.load import load_policy
    from scored_society.society.load import load_society
    from scored_society.tables.agreement import check_agreement

    book, people = load_policy(policy), load_society(society)
    check_agreement(book, people)
    return f"{book.name}-{people.name}-{seed}"


@contextmanager
def _folder(name: str, out: Path | None) -> Iterator[Path]:
    """Yield the folder of the new run, in a folder for runs that goes away again if nothing comes of it."""
    if out is not None:
        yield out
        return
    try:
        RUNS.mkdir(exist_ok=True)
    except OSError as error:
        what = f"cannot make the folder '{RUNS}' here: {error.strerror}"
        raise mistake(what, allowed="name another with --out") from None
    try:
        yield RUNS / name
    finally:
        with suppress(OSError):  # there is something in it
            RUNS.rmdir()


def _print_summary(run: Run) -> None:
    from shlex import quote

    from scored_society.cli.output import console

    out = console()
    out.print(f"\n{run.manifest['policy']} × {run.manifest['society']}: the last week")
    for what, value in _findings(run):
        out.print(f"  {what:<20} {value}")
    folder = quote(str(run.path))
    if run.manifest["interventions"]:
        found = run.weekly.filter(measure="intervened")["value"].sum()
        told = f"an experiment; {found} of {len(run.manifest['interventions'])} found their citizen"
        out.print(f"  {'interventions':<20} {told}")
    named = ""
    if run.decision is not None:
        out.print(f"  {'decision function':<20} {run.decision.name} ({run.decision.sha256[:12]})")
        named = f" --decision {quote(str(run.decision.path))}"
    out.print(f"  {'fingerprint':<20} {run.manifest['fingerprint']}")
    out.print(f"  {'folder':<20} {run.path}")
    out.print(f"\n{INVENTED}\n\nNext:\n  scored report {folder}{named}\n  scored explain {folder} 0{named}")


def _findings(run: Run) -> list[tuple[str, Any]]:
    """Return the last week in a few figures."""
    from scored_society.measure.census import EVERYBODY
    from scored_society.measure.listings import listed_stock
    from scored_society.measure.scores import score_distribution

    last = run.manifest["weeks"] - 1
    score = run.policy.at(last).score
    stock = listed_stock(run.weekly, [last]).filter(group=EVERYBODY).to_dicts()
    found: list[tuple[str, Any]] = [("people", f"{stock[0]['people']:,}" if stock else "0")]
    scores = [] if score is None else score_distribution(run.weekly, score.lowest, score.highest, [last]).to_dicts()
    whole = [row for row in scores if row["group"] == EVERYBODY]
    if not whole:
        return [*found, ("mean score", "nobody is scored")]
    found.append(("mean score", f"{whole[0]['mean']:.1f}"))
    found.append(("listed", f"{stock[0]['listed']:,}"))
    wrong = stock[0]["wrong_share"]
    if wrong is not None:
        found.append(("of them wrongfully", f"{wrong:.1%}"))
    return found
