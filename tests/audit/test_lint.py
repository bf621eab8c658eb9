import pytest

from audit.read import FAIR, seen

GOOD = "helping_the_poor: {number: 3, points: +10, seen_by: [village_committee]}"
TICKETS = "entitlements: {tickets: {number: 7, kind: threshold, at_or_above: %d, worth: 9, domain: mobility}}\n"


def whats(write, text, check):
    """Return the code of what lint sees in a rule book that lays `text` over the fair one."""
    write(FAIR, "fair.yaml")
    book = write("policy: over\ntitle: Over\nextends: fair.yaml\n" + text, "over.yaml")
    return [one.facts["what"] for one in seen(book, check)]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("rules: {littering: {number: 3, points: 0, seen_by: [village_committee]}}\n", "no_points"),
        ("rules: {traffic_offence: {most_per_year: 2, repetition: {further: 2}}}\n", "further_never"),
        ("channels: {cameras: {number: 21, kind: cameras, coverage: {}, sees: {jaywalking: 0.1}}}\n", "unheard"),
        (TICKETS % 1001, "never_earned"),
        ("sanctions: {no_travel: {share: 0}}\n", "no_share"),
        ("sanctions: {no_travel: {when: {at_or_below: null, listed: true}}}\n", "never_strikes"),
        (
            "entitlements: {tickets: {number: 7, kind: graded, domain: mobility, "
            "steps: [{at: 600, worth: 0}, {at: 1200, worth: 9}]}}\n",
            "step_never",
        ),
        (
            "entitlements: {tickets: {number: 7, kind: graded, domain: mobility, "
            "steps: [{at: 600, worth: 9}, {at: 950, worth: 9}]}}\n",
            "flat_steps",
        ),
    ],
)
def test_what_never_takes_effect(write, text, what):
    assert whats(write, text, "unreachable") == [what]


def test_a_score_that_nothing_moves_reaches_no_threshold(write):
    still = FAIR.replace("points: -40", "points: 0").replace("seen_by", "gravity: 1, seen_by", 0)
    found = [one.facts["what"] for one in seen(write(still), "unreachable")]
    assert found == ["no_points", "never_strikes"]


@pytest.mark.parametrize(
    ("behaviours", "by", "reports", "never"),
    [
        ("misconduct_in_transport", "transport_police", 1, False),
        ("neglect_of_elderly_family", "court", 2, False),
        ("neglect_of_elderly_family", "court", 3, True),
    ],
)
def test_a_route_that_waits_for_more_than_a_year_can_hold(write, behaviours, by, reports, never):
    text = (
        "sanctions: {no_rides: {number: 2, kind: burden, when: {listed: true}, weight: 1, domain: mobility}}\n"
        f"blacklist: {{list: {{number: 1, kind: reports, behaviours: [{behaviours}], by: [{by}], reports: {reports}, "
        "term: {shortest: 1 week, longest: 9 weeks}}}\n"
    )
    assert whats(write, text, "unreachable") == (["never_strikes", "never_lists"] if never else [])


@pytest.mark.parametrize(
    "change",
    ["coverage: {urban: 0}", "coverage: {urban: 0.4}, sees: {jaywalking: 0}"],
)
def test_a_rule_whose_only_witness_is_blind_is_never_recorded(write, change):
    text = (
        "rules: {jaywalking: {number: 22, points: -5, seen_by: [cameras]}}\n"
        f"channels: {{cameras: {{number: 21, kind: cameras, sees: {{jaywalking: 0.1}}, {change}}}}}\n"
    )
    if change.count("sees"):
        text = text.replace("sees: {jaywalking: 0.1}, ", "")
    assert whats(write, text, "unreachable") == ["never_recorded"]


def test_nobody_who_is_scored_does_it(write):
    text = "score: {scored_from_age: 75}\n"
    assert whats(write, text, "unreachable") == ["never_recorded", "never_strikes"]


def test_nobody_is_trusted_where_no_score_rises(write):
    text = (
        "rules: {jaywalking: {number: 22, points: -5, gravity: 2, seen_by: [neighbours]}}\n"
        "channels: {neighbours: {number: 20, kind: collectors, per_thousand: 8, trusted_from: 1001, invents: 0, "
        "sees: {jaywalking: 0.05}}}\n"
    )
    assert whats(write, text, "unreachable") == ["nobody_trusted"]
    assert whats(write, text.replace("rules: {", f"rules: {{{GOOD}, "), "unreachable") == []


def test_what_takes_effect_at_another_time_is_not_out_of_reach(write):
    text = TICKETS % 1010 + f"changes: [{{from: 2022-01-01, rules: {{{GOOD}}}}}]\n"
    assert whats(write, text, "unreachable") == []


def test_a_score_of_before_reaches_a_threshold_of_now(write):
    text = (
        "changes: [{from: 2022-01-01, rules: {traffic_offence: {points: 0}}, "
        "sanctions: {no_rides: {number: 2, kind: burden, when: {at_or_below: 800}, weight: 1, domain: mobility}}}]\n"
    )
    assert whats(write, text, "unreachable") == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("rules: {helping_the_poor: {number: 3, points: -5, seen_by: [village_committee]}}\n", "good_punished"),
        ("rules: {traffic_offence: {points: +5}}\n", "misdeed_rewarded"),
        (TICKETS % 900, "same_score"),
        (
            "entitlements: {tickets: {number: 7, kind: graded, domain: mobility, "
            "steps: [{at: 600, worth: 0}, {at: 850, worth: 9}]}}\n",
            "same_score",
        ),
        (
            "sanctions: {no_rides: {number: 2, kind: burden, when: {listed: true}, weight: 1, domain: mobility}}\n"
            "blacklist: {list: {number: 1, kind: reports, behaviours: [helping_the_poor], by: [village_committee], "
            "term: {shortest: 1 week, longest: 9 weeks}}}\n",
            "good_listed",
        ),
        (
            "rules: {jaywalking: {number: 22, points: -5, gravity: 2, seen_by: [neighbours]}}\n"
            "channels: {neighbours: {number: 20, kind: collectors, per_thousand: 8, trusted_from: 900, invents: 0, "
            "sees: {jaywalking: 0.05}}}\n",
            "trusted_punished",
        ),
    ],
)
def test_what_contradicts_itself(write, text, what):
    assert whats(write, text, "contradiction") == [what]


def test_a_reward_above_a_sanction_is_no_contradiction(write):
    assert whats(write, TICKETS % 901, "contradiction") == []


def test_a_graded_service_is_a_reward_above_what_any_world_grants(write):
    text = (
        "entitlements: {loans: {number: 7, kind: graded, service: loan, domain: credit, "
        "steps: [{at: 600, share: 0.5}, {at: 850, share: %s}]}}\n"
    )
    assert whats(write, text % "0.85", "contradiction") == []
    assert whats(write, text % "0.9", "contradiction") == ["same_score"]
