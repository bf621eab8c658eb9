"""What an audit read in a rule book: where data flows, and what is out of proportion."""

from __future__ import annotations

import altair as alt
import polars as pl

from scored_society.chart.look import BLUE, INK, VERMILLION, finished, spoken
from scored_society.chart.there import some

RELATED, UNRELATED = "related to where the data arose", "unrelated"
_LINES = {"in proportion, at most": "allowed", "heaviest that follows": "load"}
_ROW = 26
_GRAVEST = 5


def context_flow(flows: pl.DataFrame) -> alt.LayerChart:
    """Show from which parts of life a rule book takes data, and in which parts of life it follows them up.

    Parameters
    ----------
    flows : DataFrame
        A row for each pair: `context` where the data arises, `domain` where consequences bite, how `many` they are,
        whether the two are `related`, and the `consequences` and the `rules` that lead there, as texts.

    Raises
    ------
    NothingToDrawError
        If nothing follows from anything.
    """
    shown = some(flows, "nothing follows from what is recorded under this rule book").with_columns(
        *map(spoken, ("context", "domain", "consequences", "rules")),
        kind=pl.when("related").then(pl.lit(RELATED)).otherwise(pl.lit(UNRELATED)),
    )
    contexts, domains = (sorted(shown[name].unique()) for name in ("context", "domain"))
    base = alt.Chart(shown).encode(
        x=alt.X(
            "domain:N",
            title="Where it bites (part of life)",
            sort=domains,
            axis=alt.Axis(orient="top", labelAngle=-45, grid=False),
        ),
        y=alt.Y("context:N", title="Where the data arises (part of life)", sort=contexts, axis=alt.Axis(grid=False)),
    )
    cells = base.mark_rect(stroke="white", strokeWidth=2).encode(
        color=_two_kinds(RELATED, UNRELATED),
        opacity=alt.Opacity("many:Q", scale=alt.Scale(domainMin=1, range=[0.2, 0.6]), legend=None),
        tooltip=[
            alt.Tooltip("context:N", title="Arises in"),
            alt.Tooltip("domain:N", title="Bites in"),
            alt.Tooltip("kind:N", title="Which is"),
            alt.Tooltip("consequences:N", title="Consequences"),
            alt.Tooltip("rules:N", title="Through"),
        ],
    )
    counts = base.mark_text(fontSize=11, color=INK).encode(text="many:Q")
    unrelated = shown.filter(~pl.col("related")).height
    return finished(
        [cells, counts],
        "Where data arises, and where it bites",
        "Each cell leads from the part of life in which something is recorded (its row) to the one in which somebody "
        "bears or enjoys what follows (its column); the number says how many consequences take that way. "
        f"{unrelated} of {shown.height} such ways lead into a part of life that is unrelated. Read in the rule book.",
        height=_ROW * len(contexts),
    )


def disproportion(curve: pl.DataFrame) -> alt.LayerChart:
    """Show the heaviest that an act of each gravity can bring, beside the most that is in proportion to it.

    Parameters
    ----------
    curve : DataFrame
        A row for each `gravity` (1 to 5) that can bring anything: its `load` (weight × years) and the `allowed` one,
        the `weight` (1 to 5), the `years` (a text), how many `acts` it takes, the `rule` and the `consequence`.

    Raises
    ------
    NothingToDrawError
        If nothing follows from anything.
    """
    shown = some(curve, "no punishment follows from any act under this rule book").with_columns(
        spoken("rule"), spoken("consequence")
    )
    long = pl.concat([shown.with_columns(kind=pl.lit(kind), amount=pl.col(column)) for kind, column in _LINES.items()])
    base = alt.Chart(long).encode(
        x=alt.X(
            "gravity:Q",
            title="Gravity of the act (1 to 5)",
            scale=alt.Scale(domain=[0.7, _GRAVEST + 0.3], nice=False),
            axis=alt.Axis(values=list(range(1, _GRAVEST + 1)), format="d", grid=False),
        ),
        y=alt.Y("amount:Q", title="Load (weight × years)", axis=alt.Axis(tickCount=6, format=",.3~f")),
        color=_two_kinds(*_LINES),
    )
    lines = base.mark_line(strokeWidth=2).encode(
        strokeDash=alt.StrokeDash("kind:N", scale=alt.Scale(domain=list(_LINES), range=[[5, 3], [1, 0]]), legend=None)
    )
    points = base.mark_point(size=70, filled=True, opacity=1).encode(
        shape=alt.Shape("kind:N", scale=alt.Scale(domain=list(_LINES), range=["circle", "triangle-up"]), legend=None),
        tooltip=[
            alt.Tooltip("kind:N", title="What"),
            alt.Tooltip("amount:Q", title="Load (weight × years)", format=",.3~r"),
            alt.Tooltip("gravity:Q", title="Gravity (1 to 5)"),
            alt.Tooltip("consequence:N", title="Heaviest consequence"),
            alt.Tooltip("weight:Q", title="Its weight (1 to 5)"),
            alt.Tooltip("years:N", title="Its years"),
            alt.Tooltip("rule:N", title="Through"),
            alt.Tooltip("acts:Q", title="Acts that it takes"),
        ],
    )
    above = shown.filter(pl.col("load") > pl.col("allowed")).height
    return finished(
        [lines, points],
        "The disproportion curve",
        "What is the heaviest that acts of a gravity can bring: the weight of the consequence times the years that it "
        "lasts; beside it, broken, the most that this audit takes to be in proportion, which is assumed. "
        f"Of {shown.height} gravities, {above} can bring more than that. Read in the rule book.",
    )


def _two_kinds(one: str, other: str) -> alt.Color:
    return alt.Color(
        "kind:N",
        scale=alt.Scale(domain=[one, other], range=[BLUE, VERMILLION]),
        legend=alt.Legend(title=None, columns=2, symbolType="square", symbolStrokeWidth=0),
    )
