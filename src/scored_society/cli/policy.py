"""`scored policy`: list, show, check, diff."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from scored_society.base.errors import ScoredError
from scored_society.cli.output import AsJson, dotted, examples, print_json, print_table

if TYPE_CHECKING:
    from scored_society.policy.diff import Difference

HELP = "Rule books: list, show, check and compare."
EXAMPLES = examples("policy list", "policy show as-told", "policy check reform.yaml", "policy diff as-told reform.yaml")
app = typer.Typer(name="policy", help=HELP, epilog=EXAMPLES, no_args_is_help=True, rich_markup_mode=None)

RuleBook = Annotated[str, typer.Argument(metavar="POLICY", help="A built-in rule book, or a YAML file.")]

ENTRIES = {
    "name": "entry",
    "rules": "what it rules",
    "seen_by": "seen by",
    "claim": "in the words of the text",
    "voice": "voice",
    "record": "on record",
    "basis": "basis",
}
CHANGES = {"path": "value", "from": "from", "to": "until", "before": "before", "after": "after"}


@app.command("list", epilog=examples("policy list", "policy list --json"))
def list_(as_json: AsJson = False) -> None:
    """List the built-in rule books."""
    from scored_society.policy.load import RULE_BOOKS, load_policy
    from scored_society.policy.show import shown_from

    rows: list[dict[str, Any]] = []
    for name in RULE_BOOKS.names():
        book = load_policy(name)
        standing = book.at(shown_from(book))
        rows.append({"policy": name, "rules": len(standing.rules), "title": standing.title})
    if as_json:
        print_json({"policies": rows})
    else:
        print_table("Built-in rule books", {"policy": "name", "rules": "rules", "title": "title"}, rows)


@app.command(epilog=examples("policy show as-told", "policy show reform.yaml --yaml > whole.yaml"))
def show(
    policy: RuleBook,
    as_yaml: Annotated[bool, typer.Option("--yaml", help="Print the resolved file instead.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show a rule book as a table.

    Points, the words of the text, what is on record, and what the numbers rest on.
    """
    from scored_society.policy.diff import course
    from scored_society.policy.load import load_policy
    from scored_society.policy.show import rows, shown_from

    book = load_policy(policy)
    if as_yaml:
        typer.echo(book.text(), nl=False)
        return
    standing = book.at(shown_from(book))
    entries = rows(standing)
    changes = [_change(difference) for difference in course(book)]
    starts = None if standing.starts is None else str(standing.starts)
    if as_json:
        about = {"policy": book.name, "title": standing.title, "starts": starts, "sha256": book.sha256}
        assumed = [{"path": dotted(path), "value": value} for path, value in book.assumed]
        print_json(about | {"entries": entries, "changes": changes, "assumed": assumed})
        return
    typer.echo(f"{standing.title} ({book.name})" + (f", from {starts} on" if starts else "") + "\n")
    for section in dict.fromkeys(str(entry["section"]) for entry in entries):
        print_table(section.capitalize(), ENTRIES, [entry for entry in entries if entry["section"] == section])
    if not entries:
        typer.echo("Nobody is scored.")
    if changes:
        print_table("Later changes", CHANGES, [_readable(change) for change in changes])


@app.command(epilog=examples("policy check reform.yaml", "policy check reform.yaml --society smallville"))
def check(
    policy: RuleBook,
    society: Annotated[str, typer.Option(metavar="NAME", help="The society it is to rule over.")] = "china-2020",
    as_json: AsJson = False,
) -> None:
    """Check a rule book and run its tests.

    Every key and value, and whether it fits a society. The tests are lived under the rule book as it stands on the
    day from which anybody is scored.
    """
    from scored_society.policy.load import load_policy
    from scored_society.policy.show import shown_from
    from scored_society.society.load import load_society
    from scored_society.tables.agreement import check_agreement
    from scored_society.tables.timetable import timetable

    book, people = load_policy(policy), load_society(society)
    check_agreement(book, people)
    schedule = [(week, standing, book.document_at(week)) for week, standing in book.epochs]
    timetable(people.society, people.document, schedule, weeks=book.epochs[-1][0] + 1)
    from scored_society.week.rehearsal import rehearse  # what compiles the week comes after every cheap check

    standing = book.at(shown_from(book))
    tests = [{"name": life.name, "failures": rehearse(standing, people.society, life)} for life in standing.tests]
    failed = sum(bool(test["failures"]) for test in tests)
    if as_json:
        found = {"policy": book.name, "society": people.name, "rules": len(standing.rules)}
        print_json(found | {"assumed": len(book.assumed), "tests": tests, "passed": not failed})
    else:
        for test in tests:
            typer.echo(f"{'FAIL' if test['failures'] else 'pass'}  {test['name']}")
            for failure in test["failures"]:
                typer.echo(f"      {failure}")
        typer.echo(
            f"{book.name} fits {people.name}: {len(standing.rules)} rules, {len(book.assumed)} assumed values, "
            f"{len(tests) - failed} of {len(tests)} tests passed"
        )
    if failed:
        raise ScoredError(f"{failed} of {len(tests)} tests of {book.name} failed")


@app.command(epilog=examples("policy diff as-told no-points-for-speech", "policy diff as-told reform.yaml --json"))
def diff(
    one: Annotated[str, typer.Argument(metavar="A", help="A built-in rule book, or a YAML file.")],
    other: Annotated[str, typer.Argument(metavar="B", help="Another.")],
    as_json: AsJson = False,
) -> None:
    """List where two rule books differ.

    Values only, with the days from and until which they do.
    """
    from scored_society.policy.diff import difference
    from scored_society.policy.load import load_policy

    first, second = load_policy(one), load_policy(other)
    changes = [_change(found) for found in difference(first, second)]
    if as_json:
        print_json({"a": first.name, "b": second.name, "differences": changes})
    elif changes:
        headings = CHANGES | {"before": first.name, "after": second.name}
        print_table(f"{first.name} against {second.name}", headings, [_readable(change) for change in changes])
    else:
        typer.echo(f"{first.name} and {second.name} rule the same.")


def _change(difference: Difference) -> dict[str, Any]:
    return {
        "path": dotted(difference.path),
        "from": str(difference.first),
        "to": None if difference.until is None else str(difference.until),
        "before": difference.before,
        "after": difference.after,
    }


def _readable(change: dict[str, Any]) -> dict[str, Any]:
    return {key: "none" if value is None and key in ("before", "after") else value for key, value in change.items()}
