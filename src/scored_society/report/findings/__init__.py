"""What a run shows, as sentences with their numbers."""

from __future__ import annotations

from scored_society.measure.run import blacklist, events, good_deeds, hospital, protected, ruled, score_of
from scored_society.record.run import Run
from scored_society.report.findings import exclusion, listings, records, response, rewards, scores


def findings(run: Run) -> list[str]:
    """Return the findings of a run, each a sentence that says it comes from one run."""
    weekly, score, acts = ruled(run), score_of(run), events(run)
    found: list[str | None] = []
    if score is None:
        listed = "and people are listed by what is reported" if blacklist(run) else "and nobody is listed"
        found.append(f"Nobody is scored under this rule book: there are no scores and no points, {listed}")
    else:
        found += [scores.spread(weekly, score), scores.groups(weekly, score), scores.extra(weekly, run)]
    if blacklist(run):
        found += [
            listings.at_the_end(weekly),
            listings.over_the_run(weekly),
            listings.by_route(weekly),
            listings.by_group(weekly),
            listings.celebrities(weekly),
            listings.children(weekly),
            listings.closed_to_children(weekly, run),
        ]
    found += [
        exclusion.by_domain(weekly, run),
        exclusion.of_three(weekly, run),
        exclusion.refused(weekly, run),
        exclusion.asked(weekly, run),
        records.seen(weekly, acts),
        records.wrong(weekly, acts),
        records.turned_away(weekly, run),
        records.collectors(weekly, run),
        records.platform(weekly, run),
        rewards.standing(weekly, run),
    ]
    good = hospital(run)
    if good is not None:
        found += [
            rewards.at_the_hospital_by_score(weekly, good, score) if score else None,
            rewards.at_the_hospital(weekly, good),
        ]
    if score is not None:
        found += [
            rewards.for_other_goods(weekly, run, score),
            response.withheld(weekly, protected(run)),
            response.performed(weekly, good_deeds(run)),
            response.aware(weekly),
        ]
    found.append(response.trusting(weekly, run))
    return [f"{sentence} (one run)." for sentence in found if sentence]
