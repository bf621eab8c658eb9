"""How a comparison is computed, in words."""

from __future__ import annotations

from scored_society.measure.intervals import RESAMPLES
from scored_society.measure.paired.comparison import Comparison
from scored_society.report.wording import whole

MEANINGS = {
    "intervention": "Directly: an experiment made something happen to somebody in one run and not in the other.",
    "own rule": "Directly: the rules of b instead of those of a, upon the person's own record, and nothing else.",
    "family": (
        "What differs already in the lives of the same home, of a parent, or of one's own grown-up children nearby."
    ),
    "neighbours": "What differs already in the lives of others in the neighbourhood, or in its board.",
    "scarcity": "Other people rank or apply otherwise, so that the cut-offs of rationed goods are others.",
    "others' records": "What is misfiled, or invented of somebody, follows the records of all, and falls on others.",
    "news of the list": "People hear of another share of listed people.",
    "celebrities": "People hear of other celebrities on the list.",
}
"""What each first cause means."""


def method(comparison: Comparison) -> list[tuple[str, str]]:
    """Return the words of a comparison with what they mean, in the order in which one needs them."""
    told = comparison.manifest
    held = (
        "Here b read the bulletins of a (held): its rules work without scarcity, news and others' records answering to "
        "them."
        if told["bulletin"] == "held"
        else "Here each run read its own."
    )
    second = (
        "Here it was asked for: both rule books were lived once more, anew, with the slots of chance events in reverse "
        "order, so that other numbers fall into each. It is another sample as well as another order, and differs from "
        "the first by chance, too."
        if told["couplings"] > 1
        else "Here it was not asked for."
    )
    return [
        (
            "Compared",
            "Both runs are lived again in lockstep, neighbourhood by neighbourhood, from their bulletins; "
            "what is counted must be what each run recorded. An effect is b less a.",
        ),
        (
            "Outcome",
            "A ratio of whole numbers summed over the weeks that count (from where the two runs' rules differ), "
            "such as listings over person-weeks lived. An outcome that one run has nothing to count by, such as a "
            "mean score where nobody is scored, has no effect.",
        ),
        (
            "Coupling of draws",
            "Both runs draw the same number for the same person, week and decision, so that "
            "people differ only where something makes them. How chance is shared decides which "
            f"lives part, though not what is likely in either run. A second coupling shares it otherwise. {second}",
        ),
        (
            "Agreement",
            "The second coupling contradicts an effect if the two intervals do not overlap; it agrees if "
            "they do and both, or neither, hold zero.",
        ),
        (
            "Bulletin",
            "What everybody reads at the start of a week: cut-offs of rationed goods, records misfiled or "
            f"invented, news of the list, celebrities. {held} An interval takes the two paths of bulletins as "
            "given: it does not tell how far they would differ with another seed.",
        ),
        (
            "Interval",
            f"95 %. Clusters of whole neighbourhoods, {whole(told['clusters'])} of them, are drawn anew "
            f"{whole(RESAMPLES)} times, the same of both runs, and the figure is made again from their "
            "sums. The ends are those of the expanded percentile interval (Hesterberg 2015, “What "
            "Teachers Should Know About the Bootstrap”, The American Statistician 69(4)), which makes up "
            "for few clusters. With fewer than 100 it is rough. Where a resample leaves nothing to count "
            "by, there is none.",
        ),
        ("No effect found", "The interval holds zero. That is not to say that there is none."),
        (
            "Differs; parted",
            "A life differs from the first week at whose end its two states are not the same to "
            "the bit; it parts in the first week at whose end more than a score differs.",
        ),
        (
            "First cause",
            "That week is lived again, from a's to b's, one thing exchanged after another and each "
            "exchange kept: interventions, rules, the own record, the family, the other neighbours, "
            "then the bulletin part by part. The exchange that first brings the difference is the "
            "cause. Another order may give another cause where two are needed together.",
        ),
        (
            "Harmed; helped; both; alike",
            "Worse under b in some way and better in none; the reverse; both, in "
            "different ways; neither. The ways: weeks shut out of a domain of life "
            "(each domain counts); weeks on the list; requests that failed and doors "
            "that did not open; how often one was served of what is rationed and, "
            "where that is the same, how long one had waited; what standing rewards "
            "are worth. By however little: a week more is worse.",
        ),
        (
            "Protected acts",
            "Acts that a right protects. Where fewer are done, that is reported as rights withheld, and "
            "counts nowhere as a gain.",
        ),
        (
            "Limits",
            "One pair of runs of one seed and one parameter set. The two runs share who is born, pairs and "
            "dies, so no effect on those can be found. Differences are within this model; whatever it "
            "leaves out is left out of both runs. Effects are many, and are not corrected for it.",
        ),
    ]
