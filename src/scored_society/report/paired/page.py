"""The report of a comparison as HTML."""

from __future__ import annotations

from scored_society.measure.paired.comparison import WITHIN, Comparison
from scored_society.record.run import SOCIETY, Run
from scored_society.report.assumptions import Assumption, assumptions
from scored_society.report.facts import interventions, schedule, years
from scored_society.report.paired.findings import FEW_CLUSTERS, findings_by_theme
from scored_society.report.paired.method import method
from scored_society.report.paired.sections import chapters
from scored_society.report.rendering import rendered
from scored_society.report.wording import whole


def page(comparison: Comparison) -> str:
    """Return the report of a comparison as HTML."""
    assumed = assumed_values(comparison)
    manifest = comparison.manifest
    return rendered(
        "comparison.html",
        chapters(comparison),
        "One pair of runs.",
        told=manifest,
        titles={which: _title(run) for which, run in _runs(comparison)},
        within=f"{WITHIN[0].upper()}{WITHIN[1:]}.",
        facts=facts(comparison),
        themes=findings_by_theme(comparison),
        few=manifest["clusters"] < FEW_CLUSTERS,
        method=method(comparison),
        assumptions=assumed,
        assumed=_assumed(comparison),
    )


def facts(comparison: Comparison) -> list[tuple[str, str]]:
    """Return what was compared and how, as pairs of a name and a value."""
    told, a = comparison.manifest, comparison.manifest["a"]
    runs = [run.manifest for _, run in _runs(comparison)]
    rule_books = [f"{run.manifest['policy']}: {_title(run)}" for _, run in _runs(comparison)]
    in_turn = [
        (f"{name} of {which}", value)
        for which, run in _runs(comparison)
        for name, value in schedule(run.manifest["schedule"])
    ]
    held = "held: b read the bulletins of a" if told["bulletin"] == "held" else "free: each run read its own"
    each = int(told["neighbourhoods_per_cluster"])
    clusters = f"{whole(told['clusters'])}, each of {whole(each)} {'neighbourhood' if each == 1 else 'neighbourhoods'}"
    return [
        *_of_both("Rule book", rule_books),
        *in_turn,
        *_of_both("Interventions", [interventions(run["interventions"]) for run in runs]),
        *_of_both("Fingerprint", [run["fingerprint"] for run in runs]),
        ("Society", f"{a['society']}: {comparison.a.society.society.title}"),
        ("Citizens", f"{whole(a['citizens'])} at the start"),
        ("Lives", f"{whole(comparison.lives)}, those of children born in these years included"),
        ("Years", years(a["years"], a["burn_in"])),
        ("From", str(a["starts"])),
        ("Seed", str(a["seed"])),
        ("Bulletin", held),
        ("Couplings of draws", str(told["couplings"])),
        ("Program", f"scored-society {told['version']}"),
        ("Clusters", clusters),
    ]


def assumed_values(comparison: Comparison) -> list[Assumption]:
    """Return the assumed values of both rule books and of their society, each file named by its run."""
    found = [item for item in assumptions(comparison.a) if item.file == SOCIETY]
    for which, run in _runs(comparison):
        found += [
            item._replace(file=f"{item.file} of {which} ({run.manifest['policy']})")
            for item in assumptions(run)
            if item.file != SOCIETY
        ]
    return found


def _assumed(comparison: Comparison) -> int:
    """Return how many values are assumed; those of the society, which the runs share, once."""
    places = {
        (item["file"] == SOCIETY or which, item["file"], item["path"])
        for which, run in _runs(comparison)
        for item in run.manifest["assumed"]
    }
    return len(places)


def _of_both(name: str, values: list[str]) -> list[tuple[str, str]]:
    return [(f"{name} of {which}", value) for which, value in zip(("a", "b"), values, strict=True)]


def _runs(comparison: Comparison) -> list[tuple[str, Run]]:
    return [("a", comparison.a), ("b", comparison.b)]


def _title(run: Run) -> str:
    return run.policy.at(run.manifest["weeks"]).title
