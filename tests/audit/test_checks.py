import pytest

from audit.read import BOOKS, FAIR, china, seen
from scored_society.audit.catalogue import checks
from scored_society.audit.checks import CHECKS
from scored_society.policy.load import load_policy
from scored_society.society.load import load_society
from scored_society.tables.rules import rule_tables
from scored_society.tables.scoring import counted_behaviours

CHINA = china().society
NO_RIDES = "sanctions: {no_rides: {number: 2, kind: burden, when: {listed: true}, weight: 1, domain: mobility}}\n"
SHORT = "term: {shortest: 1 week, longest: 9 weeks}"
TRUSTED = "kind: collectors, per_thousand: 8, trusted_from: 1000, sees: {jaywalking: 0.01}"

FOUND = {
    "unrelated_contexts": (("sanctions", "no_travel"), "error", {"contexts": ["community"], "domain": "mobility"}),
    "disproportion": (("sanctions", "no_travel"), "warning", {"gravity": 2, "weight": 5, "weeks": 52, "acts": 1}),
    "protected_acts": (("rules", "speaking_out"), "error", {"protected": "expression", "points": -40}),
    "guilt_by_family": (("sanctions", "no_rides"), "error", {"relation": "parent", "under_18": True}),
    "long_records": (("score",), "warning", {"of": "points", "weeks": None, "ends": False}),
    "no_redress": (("redress", "compensation"), "error", {"missing": ["compensation"], "punishments": 2}),
    "public_naming": (("sanctions", "window"), "warning", {"domain": "reputation", "contexts": ["commerce"]}),
    "unreliable_channel_alone": (("rules", "jaywalking"), "warning", {"channel_kind": "cameras", "children": True}),
    "retroactivity": (("sanctions", "no_travel"), "error", {"before": [900], "after": [920], "since": "2022-01-01"}),
    "unbounded_discretion": (("rules", "traffic_offence"), "warning", {"standard": "open", "protected": "none"}),
    "purpose_and_accuracy": (("rules", "late_utility_fees", "seen_by"), "warning", {"domains": ["credit"]}),
    "disability_and_care": (("rules", "improving_neighbourhood"), "warning", {"disability": True, "care": False}),
    "queue_displacement": (("entitlements", "flats"), "error", {"allotted_by": "need", "listed": "ranked"}),
    "unreachable": (("rules", "traffic_offence"), "warning", {"what": "second_never"}),
    "contradiction": (("entitlements", "tickets"), "warning", {"what": "falling_steps"}),
}  # fmt: skip


def test_there_are_fifteen_checks_in_one_order():
    assert list(CHECKS) == list(checks()) == list(FOUND)
    assert len(CHECKS) == 15
    families = [text.family for text in checks().values()]
    assert (len({*families}), families.count("lint")) == (14, 2)


def test_the_fair_rule_book_is_clean():
    assert seen(BOOKS / "fair.yaml") == []


@pytest.mark.parametrize("check", FOUND)
def test_a_small_rule_book_triggers_this_check_and_no_other(check):
    path, severity, facts = FOUND[check]
    (found,) = seen(BOOKS / f"{check}-found.yaml")
    assert (found.check, found.path, found.severity) == (check, path, severity)
    assert {name: found.facts[name] for name in facts} == facts
    assert found.remedy == checks()[check].remedy


@pytest.mark.parametrize("check", FOUND)
def test_its_near_miss_triggers_nothing(check):
    assert seen(BOOKS / f"{check}-near.yaml") == []


@pytest.mark.parametrize("name", sorted(path.stem for path in BOOKS.glob("*.yaml")))
def test_each_could_rule_a_society(name):
    book = load_policy(BOOKS / f"{name}.yaml")
    policies = [policy for _, policy in book.epochs]
    tallies = counted_behaviours(policies, CHINA)
    for week, policy in book.epochs:
        assert rule_tables(policy, CHINA, book.document_at(week), tallies).scored == 1


@pytest.mark.parametrize("society", ["china-2020", "smallville"])
def test_nothing_is_found_where_nobody_is_scored(society):
    assert seen("none", society=load_society(society)) == []


def over(write, text):
    """Return what is seen in a rule book that lays `text` over the fair one."""
    write(FAIR, "fair.yaml")
    return seen(write("policy: over\ntitle: Over\nextends: fair.yaml\n" + text, "over.yaml"))


def facts_of(found, check):
    return [one.facts for one in found if one.check == check]


def test_a_reward_that_unrelated_data_decide_over_is_a_warning(write):
    text = "entitlements: {gym: {number: 1, kind: threshold, at_or_above: 950, worth: 9, domain: health}}\n"
    found, purpose = over(write, text)
    assert (found.check, found.severity) == ("unrelated_contexts", "warning")
    assert found.facts["kind"] == ["reward", "threshold"]
    assert (purpose.check, purpose.facts["domains"]) == ("purpose_and_accuracy", ["health"])
    assert "weight" not in found.facts


def test_a_route_of_reports_carries_its_own_behaviours_alone(write):
    route = f"blacklist: {{list: {{number: 1, kind: reports, behaviours: [%s], by: [%s], {SHORT}}}}}\n"
    assert over(write, NO_RIDES + route % ("misconduct_in_transport", "transport_police")) == []
    found = over(write, NO_RIDES + route % ("misbehaviour_at_work", "employer"))
    assert [(one.check, one.facts["contexts"]) for one in found] == [
        ("unrelated_contexts", ["work"]), ("purpose_and_accuracy", ["work"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("behaviour", "by", "severity"),
    [("judgment_resisted", "court", "warning"), ("misconduct_in_transport", "transport_police", "error")],
)
def test_public_naming_is_an_error_where_what_leads_to_it_is_done_before_one_is_of_age(write, behaviour, by, severity):
    text = (
        "score: {scored_from_age: 14}\n"
        "sanctions: {wall: {number: 2, kind: burden, when: {listed: true}, weight: 1, domain: reputation}}\n"
        f"blacklist: {{list: {{number: 1, kind: reports, behaviours: [{behaviour}], by: [{by}], {SHORT}}}}}\n"
    )
    (named,) = [one for one in over(write, text) if one.check == "public_naming"]
    assert (named.severity, named.facts["children"]) == (severity, severity == "error")
    assert ("under 18" in named.message) == named.facts["children"]


def test_a_refusal_shows_nobody_to_everybody(write):
    sanction = "card: {number: 2, kind: %s, when: {at_or_below: 900}, weight: 1, domain: reputation}"
    refused = over(write, f"sanctions: {{{sanction % 'refusal, service: social_service'}}}\n")
    assert (bool(refused), facts_of(refused, "public_naming")) == (True, [])
    assert facts_of(over(write, f"sanctions: {{{sanction % 'burden'}}}\n"), "public_naming")


def test_what_counted_reports_bring_is_not_brought_by_the_score():
    found = {one.path[1]: one.facts["by_score"] for one in seen("as-told", "disproportion")}
    assert (found["frozen_accounts"], found["less_credit"]) == (False, True)


def test_a_sanction_at_the_starting_score_strikes_those_who_did_nothing(write):
    (found,) = over(write, "sanctions: {no_travel: {when: {at_or_below: 1000}}}\n")
    assert (found.check, found.severity) == ("disproportion", "error")
    assert (found.facts["gravity"], found.facts["acts"], found.facts["weeks"]) == (0, 0, None)


def test_a_protected_act_that_leads_onto_the_list_is_seen_without_points(write):
    text = (
        "remove: {rules: [traffic_offence], sanctions: [no_travel]}\n"
        "sanctions: {slow: {number: 1, kind: burden, when: {listed: true}, weight: 1, domain: connectivity}}\n"
        "blacklist: {list: {number: 1, kind: reports, behaviours: [speaking_out, spreading_rumours], "
        "by: [online_platform], term: {shortest: 1 week, longest: 9 weeks}}}\n"
    )
    found = over(write, text)
    assert [(one.path, one.severity, one.facts["way"]) for one in found if one.check == "protected_acts"] == [
        (("blacklist", "list"), "error", "listing")
    ]


def test_neighbours_who_weigh_in_a_platforms_finding_are_a_warning(write):
    weights = "{history: 0.6, fulfilment: 0.2, behaviour: 0.1, identity: 0, contacts: 0.1}"
    text = (
        "rules: {warned: {number: 3, behaviour: low_platform_score, points: -5, seen_by: [app]}}\n"
        f"channels: {{app: {{number: 22, kind: platform, lowest: 0, highest: 100, weights: {weights}, "
        "commends_from: 90, warns_below: 10, users: 1, sees: {}}}\n"
    )
    found = [one for one in over(write, text) if one.check == "guilt_by_family"]
    assert [(one.path, one.severity, one.facts["share"]) for one in found] == [(("channels", "app"), "warning", 0.1)]
    alone = text.replace("identity: 0, contacts: 0.1", "identity: 0.1, contacts: 0")
    assert facts_of(over(write, alone), "guilt_by_family") == []


@pytest.mark.parametrize(
    ("term", "weeks", "ends"),
    [
        ("term: {shortest: 1 year, longest: 6 years}", 312, True),
        ("term: {shortest: 1 year, longest: 4 years}", "short", True),
        ("term: {shortest: 1 year, longest: 6 years}, removal: {discharge: 0.5 per year}", "short", True),
        ("removal: {discharge: 2 per year}", 26, False),
        ("removal: {discharge: 0}", None, False),
    ],
)
def test_how_long_a_listing_lasts(write, term, weeks, ends):
    text = f"{NO_RIDES}blacklist: {{list: {{number: 1, kind: low_score, at_or_below: 700, {term}}}}}\n"
    found = facts_of(over(write, text), "long_records")
    assert [(facts["weeks"], facts["ends"]) for facts in found] == ([] if weeks == "short" else [(weeks, ends)])


def test_a_record_that_outlasts_its_listing_is_seen(write):
    text = (
        "score: {fading: 0}\nredress: {expungement: %s}\n"
        f"{NO_RIDES}blacklist: {{list: {{number: 1, kind: low_score, at_or_below: 700, {SHORT}}}}}\n"
    )
    kept = facts_of(over(write, text % "false"), "long_records")
    assert [facts.get("kept_after") for facts in kept] == [None, True]
    assert [facts["of"] for facts in facts_of(over(write, text % "true"), "long_records")] == ["points"]


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ("notice: 0", ["notice", "reasons"]),
        ("reasons: 1", ["reasons"]),
        ("own_file: 0", ["file"]),
        ("appeal: {capacity: 0}", ["appeal"]),
        ("appeal: {error: 0.5}", ["appeal"]),
        ("appeal: {when_wrong: 0}", ["appeal"]),
        ("review: 0", []),
    ],
)
def test_each_means_of_redress_may_lack(write, given, missing):
    found = facts_of(over(write, f"redress: {{{given}}}\n"), "no_redress")
    assert [means for facts in found for means in facts["missing"]] == missing


def test_without_any_redress_six_means_lack_at_the_entry_that_punishes(write):
    found = seen(write(FAIR[: FAIR.index("redress:")]), "no_redress")
    assert [one.number for one in found] == [1, 2, 3, 4, 6]
    assert {one.place.line for one in found} == {8}
    listed = (
        FAIR[: FAIR.index("redress:")]
        + "blacklist: {list: {number: 1, kind: low_score, at_or_below: 700, "
        + ("term: {shortest: 1 week, longest: 9 weeks}}}\n")
    )
    listed = listed.replace("at_or_below: 900}", "listed: true}")
    assert [one.number for one in seen(write(listed), "no_redress")] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("channel", "wrong"),
    [
        (f"{TRUSTED}, invents: 0.02 per year", True),
        (f"{TRUSTED}, invents: 0", False),
        ("kind: classifiers, sees: {jaywalking: 0.1}", True),
        ("kind: cameras, coverage: {urban: 0.4}, sees: {jaywalking: 0.1}", True),
    ],
)
def test_which_channels_often_err(write, channel, wrong):
    text = (
        f"rules: {{seen: {{number: 3, behaviour: jaywalking, points: -40, gravity: 2, seen_by: [them]}}}}\n"
        f"channels: {{them: {{number: 20, {channel}}}}}\n"
    )
    assert bool(facts_of(over(write, text), "unreliable_channel_alone")) is wrong


def test_each_report_that_counts_is_alone(write):
    text = (
        "rules: {traffic_offence: {count: each_channel, seen_by: [traffic_police, cameras]}}\n"
        "channels: {cameras: {number: 21, kind: cameras, coverage: {urban: 0.4}, sees: {traffic_offence: 0.1}}}\n"
    )
    (found,) = over(write, text)
    assert (found.check, found.severity, found.facts["each_channel"]) == ("unreliable_channel_alone", "error", True)


def test_a_refusal_that_nobody_must_explain_is_discretion(write):
    (found,) = over(write, "sanctions: {no_travel: {share: 0.5}}\n")
    assert (found.check, found.facts["share"]) == ("unbounded_discretion", 0.5)


def test_errors_that_nobody_can_correct_are_seen_even_where_only_rewards_follow(write):
    text = (BOOKS / "disability_and_care-near.yaml").read_text().split("remove:")[1]
    text = f"remove:{text}redress: {{own_file: 0, notice: 0, appeal: null}}\n"
    (found,) = over(write, text)
    assert (found.check, found.number) == ("purpose_and_accuracy", CHINA.channels["village_committee"].number)
    assert (found.facts["purpose"], found.facts["accuracy"]) == (False, True)


def test_care_that_is_not_given_is_punished_in_carers_alone(write):
    text = (
        "remove: {rules: [traffic_offence], sanctions: [no_travel]}\n"
        "rules: {neglect_of_elderly_family: {number: 3, points: -40, gravity: 3, seen_by: [village_committee]}}\n"
        "sanctions: {no_visits: {number: 1, kind: burden, when: {at_or_below: 900}, weight: 1, domain: family}}\n"
    )
    (found,) = over(write, text)
    assert (found.check, found.facts["care"], found.facts["disability"]) == ("disability_and_care", True, False)


@pytest.mark.parametrize(
    ("factors", "rewarded", "punished"),
    [("[1, 0.5]", True, False), ("{yes: 0.5}", True, False), ("[1, 1]", False, False), ("[1, 2]", False, True)],
)
def test_who_does_less_earns_less_and_who_does_more_loses_more(write, factors, rewarded, punished):
    text = "society: other\ntitle: Other\nextends: china-2020\nbehaviours:\n"
    text += "".join(
        f"  {name}: {{varies: {{limited: {factors}}}}}\n" for name in ("helping_the_poor", "traffic_offence")
    )
    society = load_society(write(text, "other.yaml"))
    near = seen(BOOKS / "disability_and_care-near.yaml", "disability_and_care", society)
    assert [one.facts["disability"] for one in near] == [True] * rewarded
    fair = seen(BOOKS / "fair.yaml", "disability_and_care", society)
    assert [one.facts["disability"] for one in fair] == [True] * punished
