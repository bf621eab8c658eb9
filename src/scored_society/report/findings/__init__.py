"""What a run shows, as sentences with their numbers."""

from __future__ import annotations

from scored_society.measure.run import blacklist, events, good_deeds, hospital, protected, ruled, score_of
from scored_society.record.run import Run
from scored_society.report.findings import exclusion, listings, records, response, rewards, scores

Sentences = list[str | None]


def findings(run: Run) -> list[str]:
    """Return the findings of a run, each a sentence that says it comes from one run."""
    return [sentence for _, sentences in findings_by_theme(run) for sentence in sentences]


def findings_by_theme(run: Run) -> list[tuple[str, list[str]]]:
    """Return the findings of a run under the words for what they are about; themes without any are left out."""
    told = [
        ("Scores", _scores(run)),
        ("The list, and the families of those on it", _list(run)),
        ("Exclusion and refusals", _exclusion(run)),
        ("What is seen", _records(run)),
        ("Rewards and waiting", _rewards(run)),
        ("How people respond, and whom they trust", _response(run)),
    ]
    themes = [(theme, [f"{sentence} (one run)." for sentence in found if sentence]) for theme, found in told]
    return [(theme, sentences) for theme, sentences in themes if sentences]


def _scores(run: Run) -> Sentences:
    weekly, score = ruled(run), score_of(run)
    if score is not None:
        return [scores.spread(weekly, score), scores.groups(weekly, score), scores.extra(weekly, run)]
    listed = "and people are listed by what is reported" if blacklist(run) else "and nobody is listed"
    return [f"Nobody is scored under this rule book: there are no scores and no points, {listed}"]


def _list(run: Run) -> Sentences:
    if not blacklist(run):
        return []
    weekly = ruled(run)
    return [
        listings.at_the_end(weekly),
        listings.over_the_run(weekly),
        listings.by_route(weekly),
        listings.by_group(weekly),
        listings.celebrities(weekly),
        listings.children(weekly),
        listings.closed_to_children(weekly, run),
    ]


def _exclusion(run: Run) -> Sentences:
    weekly = ruled(run)
    return [
        exclusion.by_domain(weekly, run),
        exclusion.of_three(weekly, run),
        exclusion.refused(weekly, run),
        exclusion.asked(weekly, run),
    ]


def _records(run: Run) -> Sentences:
    weekly, acts = ruled(run), events(run)
    return [
        records.seen(weekly, acts),
        records.wrong(weekly, acts),
        records.turned_away(weekly, run),
        records.collectors(weekly, run),
        records.platform(weekly, run),
    ]


def _rewards(run: Run) -> Sentences:
    weekly, score, good = ruled(run), score_of(run), hospital(run)
    found: Sentences = [rewards.standing(weekly, run)]
    if good is not None:
        found += [
            rewards.at_the_hospital_by_score(weekly, good, score) if score else None,
            rewards.at_the_hospital(weekly, good),
        ]
    return [*found, rewards.for_other_goods(weekly, run, score) if score else None]


def _response(run: Run) -> Sentences:
    weekly, found = ruled(run), Sentences()
    if score_of(run) is not None:
        found += [
            response.withheld(weekly, protected(run)),
            response.performed(weekly, good_deeds(run)),
            response.aware(weekly),
        ]
    return [*found, response.trusting(weekly, run)]
