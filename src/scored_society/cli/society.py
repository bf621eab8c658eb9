"""`scored society`: list, show, check, diff."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from scored_society.cli.output import AsJson, cell, dotted, examples, print_json, print_table

HELP = "Societies: list, show, check and compare."
EXAMPLES = examples("society list", "society show china-2020", "society diff china-2020 mine.yaml")
app = typer.Typer(name="society", help=HELP, epilog=EXAMPLES, no_args_is_help=True, rich_markup_mode=None)

Name = Annotated[str, typer.Argument(metavar="SOCIETY", help="A built-in society, or a YAML file.")]

BEHAVIOURS = {
    "name": "behaviour",
    "kind": "kind",
    "good": "good",
    "protected": "protected",
    "arises_in": "arises in",
    "how_often": "how often",
    "recorded_by": "recorded, without any score, by",
    "basis": "basis",
}
GOODS = {
    "name": "good",
    "what": "what",
    "needs": "needed",
    "places": "places",
    "allotted_by": "by",
    "patience": "lapses after",
    "basis": "basis",
}
SERVICES = {
    "number": "no.",
    "name": "service",
    "what": "what",
    "asked_for": "asked for",
    "granted": "granted",
    "in_arrears": "in arrears",
    "basis": "basis",
}
CHECKS = {"name": "at a", "what": "what", "passes": "passes", "tries": "tries", "basis": "basis"}


@app.command("list", epilog=examples("society list", "society list --json"))
def list_(as_json: AsJson = False) -> None:
    """List the built-in societies."""
    from scored_society.society.load import SOCIETIES, load_society
    from scored_society.society.show import headline

    rows = [headline(load_society(name).society) for name in SOCIETIES.names()]
    if as_json:
        print_json({"societies": rows})
    else:
        headings = {"society": "name"} | {key: key for key in ("kind", "population", "regions", "title")}
        print_table("Built-in societies", headings, rows)


@app.command(epilog=examples("society show china-2020", "society show china-2020 --yaml > mine.yaml"))
def show(
    society: Name,
    as_yaml: Annotated[bool, typer.Option("--yaml", help="Print the resolved file instead.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show a society as tables.

    What people do, what is recorded without any score, what is scarce, and what is granted.
    """
    from scored_society.society.load import load_society
    from scored_society.society.show import behaviours, face_checks, goods, headline, services

    book = load_society(society)
    if as_yaml:
        typer.echo(book.text(), nl=False)
        return
    about = headline(book.society)
    if as_json:
        tables: dict[str, Any] = {
            "behaviours": behaviours(book.society),
            "goods": goods(book.society),
            "services": services(book.society),
            "face_checks": face_checks(book.society),
        }
        assumed = [{"path": dotted(path), "value": value} for path, value in book.assumed]
        print_json(about | {"sha256": book.sha256} | tables | {"assumed": assumed})
        return
    people = f"{about['population']:,} people in {about['regions']} regions"
    typer.echo(f"{about['title']} ({book.name}): {about['kind']}, {people}")
    typer.echo(f"Neighbourhoods of {about['people']} people on {about['seats']} seats\n")
    print_table("What people do", BEHAVIOURS, behaviours(book.society))
    print_table("What is scarce", GOODS, goods(book.society))
    if book.society.services:
        print_table("What is granted or not when asked for", SERVICES, services(book.society))
    if checks := face_checks(book.society):
        print_table("Where a face may have to be known", CHECKS, checks)


@app.command(epilog=examples("society check mine.yaml", "society check mine.yaml --json"))
def check(society: Name, as_json: AsJson = False) -> None:
    """Check a society file.

    Every key and value, every name, and that each event has the room it may need.
    """
    from scored_society.society.load import load_society
    from scored_society.tables.world import world_tables

    book = load_society(society)
    world_tables(book.society, book.document)
    behaviours, assumed = len(book.society.behaviours), len(book.assumed)
    if as_json:
        print_json({"society": book.name, "behaviours": behaviours, "assumed": assumed, "passed": True})
    else:
        typer.echo(f"{book.name} is sound: {behaviours} behaviours, {assumed} assumed values")


@app.command(epilog=examples("society diff china-2020 mine.yaml", "society diff china-2020 mine.yaml --json"))
def diff(
    one: Annotated[str, typer.Argument(metavar="A", help="A built-in society, or a YAML file.")],
    other: Annotated[str, typer.Argument(metavar="B", help="Another.")],
    as_json: AsJson = False,
) -> None:
    """List where two societies differ."""
    from scored_society.base.difference import differences
    from scored_society.society.load import load_society

    first, second = load_society(one), load_society(other)
    values = [book.society.model_dump(mode="json", exclude={"society"}) for book in (first, second)]
    found = differences(values[0], values[1])
    rows = [{"path": dotted(path), "before": before, "after": after} for path, (before, after) in found.items()]
    if as_json:
        print_json({"a": first.name, "b": second.name, "differences": rows})
    elif rows:
        headings = {"path": "value", "before": first.name, "after": second.name}
        shown = [{key: "none" if value is None else cell(value) for key, value in row.items()} for row in rows]
        print_table(f"{first.name} against {second.name}", headings, shown)
    else:
        typer.echo(f"{first.name} and {second.name} are the same.")
