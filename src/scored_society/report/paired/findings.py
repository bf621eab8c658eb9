"""What a comparison shows, as sentences with their numbers and intervals."""

from __future__ import annotations

from typing import Any

import polars as pl

from scored_society.chart.paired.fates import PASSING
from scored_society.measure.census import EVERYBODY
from scored_society.measure.paired.comparison import NEVER, Comparison
from scored_society.measure.paired.headlines import protected_acts
from scored_society.report.paired.wording import effect, is_same
from scored_society.report.wording import enumerated, named, percent, whole

FEW_CLUSTERS = 100
"""Below so many, intervals are rough."""
Told = list[tuple[str, list[str]]]


def findings(comparison: Comparison) -> list[str]:
    """Return the findings of a comparison, each a sentence."""
    return [sentence for _, sentences in findings_by_theme(comparison) for sentence in sentences]


def findings_by_theme(comparison: Comparison) -> Told:
    """Return the findings of a comparison under the words for what they are about."""
    rows = {
        row["measure"]: row for row in comparison.effects.filter(pl.col("group") == EVERYBODY).iter_rows(named=True)
    }
    told: list[tuple[str, list[str | None]]] = [
        ("Lives", [same(comparison, rows), parted(comparison), fared(comparison), ways(comparison)]),
        (
            "Scores, records and the list",
            [
                score(rows),
                _outcome(rows, "wrong", "Records without an act", "Neither run has a record without an act"),
                _outcome(rows, "listed", "On the list", "Nobody is on a list in either run"),
                _outcome(rows, "listings_wrong", "Wrongful listings", "Neither run has a wrongful listing"),
            ],
        ),
        ("Rights withheld", withheld(comparison, rows)),
        (
            "Exclusion",
            [
                _outcome(
                    rows,
                    "shut_out_of_three",
                    "Shut out of three domains of life or more",
                    "Nobody is shut out of three domains of life or more in either run",
                ),
                _outcome(rows, "refused", "Refused by a punishment", "Nobody is refused anything by a punishment"),
            ],
        ),
        (
            "Trust",
            [
                _outcome(rows, "trust", "Trust in the State"),
                _outcome(rows, "trust_nearby", "Trust in neighbours"),
            ],
        ),
        ("How sure this is", [sureness(comparison)]),
    ]
    themes = [(theme, [f"{sentence}." for sentence in found if sentence]) for theme, found in told]
    return [(theme, sentences) for theme, sentences in themes if sentences]


def same(comparison: Comparison, rows: dict[str, dict[str, Any]]) -> str | None:
    """Tell that two runs are the same, if they are."""
    told = comparison.manifest
    if told["differing"] or told["alike"] < comparison.lives or not all(map(is_same, rows.values())):
        return None
    return (
        "The two runs do not differ: every life is the same to the bit in every week, and so is every outcome "
        "of this page"
    )


def parted(comparison: Comparison) -> str | None:
    """Tell how many lives parted, and by what."""
    if not comparison.manifest["differing"]:
        return None
    lives, differing = comparison.lives, _share(comparison.manifest["differing"], comparison.lives)
    if not comparison.parted:
        return f"Of {whole(lives)} lives, none parted; in {differing} the score differs for some time, and nothing else"
    causes = sorted(comparison.manifest["parted_by_cause"].items(), key=lambda item: (-item[1], item[0]))
    first = enumerated([f"{cause} {whole(count)}" for cause, count in causes if count])
    return (
        f"Of {whole(lives)} lives, {_share(comparison.parted, lives)} parted, which is to say that more than a score "
        f"differs, by these first causes: {first}; {differing} differ in anything"
    )


def fared(comparison: Comparison) -> str:
    """Tell how many lives are harmed and helped, and through what."""
    told, lives = comparison.manifest, comparison.lives
    if not told["harmed"] + told["helped"] + told["both"]:
        return "No life is harmed or helped: all are alike in doors, lists, waits and rewards"
    parts = [
        f"{_share(told['harmed'], lives)} harmed under b (worse in some way, better in none)",
        f"{_share(told['helped'], lives)} helped (better in some way, worse in none)",
        f"{_share(told['both'], lives)} both, in different ways",
        f"{_share(told['alike'], lives)} alike",
    ]
    through = f"{_through(comparison, 'harmed')}{_through(comparison, 'helped')}"
    return f"Of {whole(lives)} lives, {enumerated(parts)}{through}"


def ways(comparison: Comparison) -> str | None:
    """Tell in which ways lives are worse and better."""
    if comparison.ways.is_empty():
        return None
    counts = comparison.ways.group_by("way").agg(pl.col("worse", "better").sum())
    told = []
    for how in ("worse", "better"):
        some = counts.filter(pl.col(how) > 0).sort(how, "way", descending=[True, False])
        if some.height:
            parts = [f"{way} {whole(count)}" for way, count in some.select("way", how).iter_rows()]
            told.append(f"{how} in {enumerated(parts)}")
    return f"Lives under b are {'; '.join(told)}; one life may be in several of these"


def score(rows: dict[str, dict[str, Any]]) -> str:
    """Tell what became of the mean score."""
    if "score" in rows:
        return f"Mean score: {effect(rows['score'])}"
    return "At least one of the two rule books scores nobody, so mean scores cannot be compared"


def withheld(comparison: Comparison, rows: dict[str, dict[str, Any]]) -> list[str | None]:
    """Tell which protected acts were left undone because of the score."""
    found = {act: rows[f"withheld/{act}"] for act in protected_acts(comparison) if f"withheld/{act}" in rows}
    if not found:
        return ["Neither run withholds a protected act"]
    other = [act for act, row in found.items() if not is_same(row)]
    told = [
        f"Left undone because of the score, “{named(act)}”: {effect(found[act])}"
        for act in sorted(other, key=lambda act: (-abs(found[act]["effect"]), act))
    ]
    same_ = [f"“{named(act)}”" for act in found if act not in other]
    return [
        "Protected acts that people leave undone because of the score are rights withheld; fewer of them done is never "
        "a gain",
        *told,
        f"No difference at all in {enumerated(same_)} left undone" if same_ else None,
    ]


def sureness(comparison: Comparison) -> str:
    """Tell what the intervals rest on."""
    clusters = comparison.manifest["clusters"]
    if clusters < 2:
        return "There is one cluster of neighbourhoods only, so nothing has an interval"
    if clusters < FEW_CLUSTERS:
        return (
            f"The intervals rest on few clusters: {whole(clusters)} of neighbourhoods, fewer than {FEW_CLUSTERS}, so "
            "they are rough, above all for what is rare; a larger society gives better ones"
        )
    return f"The intervals rest on {whole(clusters)} clusters of neighbourhoods"


def _outcome(rows: dict[str, dict[str, Any]], measure: str, name: str, otherwise: str | None = None) -> str | None:
    """Tell one effect, or what is true where neither run has anything of it."""
    return f"{name}: {effect(rows[measure])}" if measure in rows else otherwise


def _through(comparison: Comparison, fate: str) -> str:
    """Tell through what lives were harmed, or helped."""
    frame = comparison.fates.filter(pl.col("fate") == fate).group_by("cause").agg(pl.col("lives").sum())
    if frame.is_empty():
        return ""
    causes = frame.sort("lives", "cause", descending=[True, False]).rows()
    told = enumerated([f"{PASSING if cause == NEVER else cause} {whole(lives)}" for cause, lives in causes])
    return f"; {fate} first through {told}"


def _share(count: int, lives: int) -> str:
    return f"{whole(count)} ({percent(count / lives)})"
