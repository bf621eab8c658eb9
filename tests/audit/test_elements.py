"""Each test of an element: met only where the rule book shows it, not shown where it is silent."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from scored_society.audit.elements import TESTS
from scored_society.audit.finding import Measured, Sighting
from scored_society.base.errors import Place
from scored_society.policy.load import load_policy
from scored_society.policy.schema import Policy
from scored_society.society.load import load_society
from scored_society.society.schema import Society


@dataclass(frozen=True)
class Ruled:
    """A rule book and a society, and no more."""

    policy: Policy = field(repr=False)
    society: Society = field(repr=False)


CHINA = load_society("china-2020").society
AS_TOLD = Ruled(load_policy("as-told").at(0), CHINA)
DUE_PROCESS = Ruled(load_policy("due-process").at(0), CHINA)


def without(*channels, subject=AS_TOLD):
    """Return a rule book in which nothing comes from some kinds of channels."""
    policy = subject.policy
    gone = {name for name, channel in policy.channels.items() if channel.kind in channels}
    rules = {
        name: rule.model_copy(update={"seen_by": [one for one in rule.seen_by if one not in gone]})
        for name, rule in policy.rules.items()
    }
    kept = {name: channel for name, channel in policy.channels.items() if name not in gone}
    return Ruled(policy.model_copy(update={"channels": kept, "rules": rules}), subject.society)


def changed(section, name, subject=AS_TOLD, **update):
    """Return a rule book in which one entry says something else."""
    entries = dict(getattr(subject.policy, section))
    entries[name] = entries[name].model_copy(update=update)
    return Ruled(subject.policy.model_copy(update={section: entries}), subject.society)


def lacking(**update):
    """Return as-told without some of its sections."""
    return Ruled(AS_TOLD.policy.model_copy(update=update), CHINA)


def sighting(check, *path, measured=None, **facts):
    return Sighting(check, "error", path, Place("book.yaml", 1), 1, "Something was seen.", "Mend it.", facts, measured)


BAN = ("sanctions", "travel_ban")
SPEECH = ("rules", "speaking_out")
POLICE_ONLY = Ruled(AS_TOLD.policy.model_copy(update={"channels": {}}), CHINA)
LISTED_BY_REPORTS = changed(
    "sanctions",
    "travel_ban",
    when=AS_TOLD.policy.sanctions["travel_ban"].when.model_copy(update={"listed": ["workplace"]}),
)
ONE_REPORT = lacking(
    score=None,
    blacklist={"workplace": AS_TOLD.policy.blacklist["workplace"].model_copy(update={"reports": 1})},
)


def judge(test, subject, seen, of=None):
    verdict, why = TESTS[test](subject, seen, of)
    assert why
    assert "\n" not in why
    assert not why.endswith(".")
    return verdict, why


SAID, BANNED = sighting("x", *SPEECH), sighting("x", *BAN)
JAYWALKING = sighting("x", "rules", "jaywalking")
NEIGHBOURS = sighting("guilt_by_family", "channels", "payment_platform", relation="neighbours", share=0.05)
UNSEEN = changed("channels", "cameras", coverage={})
NO_ONE_COUNTS = lacking(rules={}, blacklist={})
ON_RECORD = Ruled(load_policy("on-record").at(0), CHINA)
REGISTRY = sighting("purpose_and_accuracy", "rules", "traffic_offence", "seen_by", channel="traffic_police")
COURT = sighting("purpose_and_accuracy", "blacklist", "court_term", "by", channel="court", rules=[])
CASES = [
    # test (and what of), rule book, sighting, verdict, part of the reason
    ("ai_system", AS_TOLD, sighting("unrelated_contexts", *BAN), "met", "'online_classifiers' (judging texts)"),
    ("ai_system", without("cameras", "platform", "classifiers"), BANNED, "not shown", "people made"),
    ("ai_system", AS_TOLD, sighting("x", *BAN, channels=["collectors"]), "not shown", "no channel here"),
    ("ai_system", AS_TOLD, sighting("x", *BAN, channels=["cameras"]), "met", "'cameras' (matching faces)"),
    ("over_time", AS_TOLD, BANNED, "met", "never fades"),
    ("over_time", lacking(score=None), BANNED, "met", "'community_norms' and 'workplace'"),
    ("over_time", ONE_REPORT, BANNED, "not shown", "one report is enough"),
    ("social_behaviour", AS_TOLD, SAID, "met", "'speaking_out', in expression"),
    ("social_behaviour", AS_TOLD, BANNED, "met", "26 things that people do"),
    ("social_behaviour", NO_ONE_COUNTS, BANNED, "not shown", "no rule"),
    ("social_behaviour", ON_RECORD, sighting("x", "sanctions", "no_licences"), "met", "'judgment_not_obeyed'"),
    ("social_behaviour", ON_RECORD, sighting("x", "score"), "met", "in credit and mobility"),
    ("social_behaviour", LISTED_BY_REPORTS, BANNED, "met", "'misbehaviour_at_work', in work"),
    ("social_behaviour", ON_RECORD, COURT, "met", "'judgment_not_obeyed'"),
    ("score_leads", AS_TOLD, BANNED, "met", "a low score leads onto it"),
    ("score_leads", AS_TOLD, sighting("x", "sanctions", "less_credit"), "met", "900 or below"),
    ("score_leads", LISTED_BY_REPORTS, BANNED, "not shown", "counted reports"),
    ("score_leads", AS_TOLD, sighting("x", "blacklist", "workplace"), "not shown", "counted reports"),
    ("score_leads", AS_TOLD, sighting("disproportion", *BAN, by_score=False), "not shown", "counted reports"),
    ("ai_system", AS_TOLD, sighting("unrelated_contexts", *BAN, channels=[]), "not shown", "a table"),
    ("score_leads", AS_TOLD, sighting("x", "blacklist", "low_score"), "met", "850 or below"),
    ("score_leads", AS_TOLD, sighting("x", "entitlements", "hospital"), "met", "goes by the score"),
    ("score_leads", lacking(sanctions={}, entitlements={}), SAID, "not shown", "nothing follows"),
    ("detriment", AS_TOLD, BANNED, "met", "'travel_ban' refuses plane_or_train"),
    ("detriment", lacking(sanctions={}), SAID, "not shown", "nobody is punished"),
    ("unrelated_context", AS_TOLD, sighting("unrelated_contexts", *BAN, contexts=["play"], domain="mobility"),
     "met", "what was done in play counts in mobility"),
    ("unrelated_context", AS_TOLD, sighting("disproportion", *BAN), "not shown", "not what was seen"),
    ("disproportionate", AS_TOLD, sighting("disproportion", *BAN, gravity=1, weight=3, weeks=None, acts=2), "met",
     "weighs 3 of 5, without end, for 2 deeds of gravity 1 of 5"),
    ("disproportionate", AS_TOLD, sighting("disproportion", *BAN, gravity=0, weight=3, weeks=1040, acts=1), "met",
     "for 1,040 weeks, for no deed of theirs"),
    ("disproportionate", AS_TOLD, sighting("protected_acts", *SPEECH), "not shown", "not compared"),
    ("unjustified", AS_TOLD, sighting("guilt_by_family", *BAN), "met", "what others did"),
    ("unjustified", AS_TOLD, sighting("protected_acts", *SPEECH, protected="expression"), "not shown", "no ground"),
    ("unjustified", AS_TOLD, sighting("disproportion", *BAN), "not shown", "does not say"),
    ("interference", AS_TOLD, sighting("x", *SPEECH, protected="expression"), "met",
     "'speaking_out' takes 50 points, which is protected as expression"),
    ("interference", AS_TOLD, sighting("x", "rules", "charity_work"), "not shown", "takes no points"),
    ("interference", AS_TOLD, sighting("x", "sanctions", "less_credit"), "met", "in 50 % of requests"),
    ("interference", AS_TOLD, sighting("x", "entitlements", "hospital"), "met", "ranks those who apply for hospital"),
    ("interference", AS_TOLD, REGISTRY, "met", "'traffic_police' reports what people do"),
    ("significant_effect", AS_TOLD, SAID, "met", "refuse what people apply for"),
    ("significant_effect", AS_TOLD, sighting("x", "sanctions", "shaming_on_screens"), "met", "weigh 3 of 5"),
    ("significant_effect", AS_TOLD, sighting("x", "sanctions", "slower_internet"), "not shown", "nothing is refused"),
    ("rights_decided", AS_TOLD, sighting("x", "sanctions", "frozen_accounts"), "met", "'frozen_accounts'"),
    ("rights_decided", AS_TOLD, sighting("x", "sanctions", "dial_tone"), "not shown", "nothing is refused"),
    ("other_criteria capacity", AS_TOLD, sighting("x", *BAN, contexts=["play"], domain="mobility"), "met",
     "goes by what was done in play, not by capacity"),
    ("other_criteria", AS_TOLD, sighting("x", *BAN, contexts=["mobility"], domain="mobility"), "not shown", "itself"),
    ("provided_by_law", AS_TOLD, sighting("x", *SPEECH, standard="open"), "not shown", "left to whoever reports"),
    ("provided_by_law", AS_TOLD, SAID, "not shown", "says beforehand what it counts, and names no"),
    ("provided_by_law", AS_TOLD, sighting("x", "sanctions", "less_credit"), "not shown", "nothing says in which"),
    ("provided_by_law", AS_TOLD, REGISTRY, "not shown", "no law is named that 'traffic_police' rests on"),
    ("provided_by_law", AS_TOLD, BANNED, "not shown", "says beforehand whom it strikes, and names no law"),
    ("legitimate_aim", AS_TOLD, SAID, "not shown", "states no aim"),
    ("necessary", AS_TOLD, sighting("x", "rules", "theft"), "not shown", "ordinary law punishes 'theft' anyhow"),
    ("necessary", AS_TOLD, SAID, "not shown", "nothing milder"),
    ("necessary", AS_TOLD, REGISTRY, "not shown", "nothing milder than 'traffic_police'"),
    ("proportionate", AS_TOLD, REGISTRY, "not shown", "against what 'traffic_police' brings"),
    ("proportionate", AS_TOLD, SAID, "not shown", "2 such entries lead from the start"),
    ("proportionate", AS_TOLD, sighting("x", "rules", "charity_work"), "not shown", "gives 5 points"),
    ("missing appeal", AS_TOLD, sighting("no_redress", "redress", "appeal", missing=["appeal"]), "met", "nothing"),
    ("missing appeal", DUE_PROCESS, BANNED, "not shown", "the rule book says that an appeal can be"),
    ("missing appeal", DUE_PROCESS, sighting("no_redress", "redress", missing=["appeal"]), "met", "not so that"),
    ("solely_automated", AS_TOLD, sighting("x", *SPEECH, channels=["online_classifiers"]), "met", "no person looks"),
    ("solely_automated", AS_TOLD, sighting("x", *SPEECH, channels=["collectors"]), "not shown", "people report"),
    ("solely_automated", DUE_PROCESS, SAID, "not shown", "a person looks at listings"),
    ("criminal", AS_TOLD, sighting("x", "rules", "theft"), "not shown", "though ordinary law punishes 'theft'"),
    ("criminal", AS_TOLD, SAID, "not shown", "punishes nothing of it"),
    ("after_the_fact", AS_TOLD, sighting("retroactivity", *BAN, what="a heavier ban", since="2023-01-02"), "met",
     "a heavier ban holds since 2023-01-02 for what was done before"),
    ("after_the_fact", AS_TOLD, sighting("disproportion", *BAN), "not shown", "nothing that was done before"),
    ("not_foreseeable", AS_TOLD, sighting("x", "rules", "spreading_rumours"), "met", "left to whoever reports it"),
    ("not_foreseeable", AS_TOLD, SAID, "not shown", "says beforehand"),
    ("not_foreseeable", AS_TOLD, sighting("x", *BAN, of="refusal", share=0.5), "met", "in 50 % of cases"),
    ("presumed_guilty", AS_TOLD, sighting("x", *SPEECH, channel="cameras"), "met", "a report of 'cameras' alone"),
    ("presumed_guilty", AS_TOLD, sighting("guilt_by_family", *BAN), "met", "what others did"),
    ("presumed_guilty", AS_TOLD, sighting("no_redress", "redress"), "not applicable", "not on what proof"),
    ("child", AS_TOLD, sighting("x", *BAN, children=True), "met", "under 18"),
    ("child", AS_TOLD, sighting("x", *BAN, children=False), "not applicable", "nobody under 18"),
    ("for_others", AS_TOLD, sighting("guilt_by_family", *BAN, relation="parent"), "met", "whose parent"),
    ("for_others", AS_TOLD, NEIGHBOURS, "met", "with 5 % of the weight"),
    ("for_others", AS_TOLD, sighting("disproportion", *BAN), "not shown", "themselves"),
    ("disadvantage", AS_TOLD, sighting("x", *SPEECH, disability=True, points=-1), "met", "strikes those more often"),
    ("disadvantage", AS_TOLD, sighting("x", "rules", "charity_work", disability=True, points=5), "met", "passes over"),
    ("disadvantage", AS_TOLD, sighting("x", *SPEECH, care=True), "met", "somebody to care for"),
    ("disadvantage", AS_TOLD, sighting("group_gap", *SPEECH, by="descent"), "met", "by descent was measured"),
    ("disadvantage", AS_TOLD, SAID, "not shown", "no such group"),
    ("disability", AS_TOLD, sighting("x", *SPEECH, disability=True), "met", "a disability"),
    ("disability", AS_TOLD, sighting("x", *SPEECH, care=True), "not shown", "of the other is not said"),
    ("disability", AS_TOLD, SAID, "not applicable", "nothing to do with"),
    ("no_accommodation", AS_TOLD, sighting("x", "rules", "charity_work"), "met", "excuses anybody"),
    ("personal_data", AS_TOLD, SAID, "met", "'speaking_out'"),
    ("personal_data", NO_ONE_COUNTS, BANNED, "not shown", "nothing is recorded"),
    ("other_purpose", AS_TOLD, sighting("purpose_and_accuracy", "channels", "payment_platform", purpose=True,
     channel="payment_platform", kept_for=["money"], domains=["health", "work"]), "met",
     "'payment_platform' keeps records for money, and they are used for health and work"),
    ("other_purpose", AS_TOLD, SAID, "not shown", "no other use"),
    ("used_for_score", AS_TOLD, JAYWALKING, "met", "moves the score, by 'jaywalking'"),
    ("used_for_score", AS_TOLD, SAID, "not shown", "nothing that a camera sees"),
    ("inaccurate", AS_TOLD, sighting("unreliable_channel_alone", *SPEECH, channel="cameras", wrong_shares=[0.099]),
     "met", "9.9 % of it is wrong"),
    ("inaccurate", AS_TOLD, SAID, "not shown", "nothing wrong"),
    ("kept_long", AS_TOLD, sighting("long_records", "score", weeks=None), "met", "when what the score holds ends"),
    ("kept_long", AS_TOLD, sighting("long_records", "blacklist", "workplace", weeks=260), "met", "260 weeks"),
    ("kept_long", AS_TOLD, BANNED, "not shown", "not asked"),
    ("special_category", AS_TOLD, sighting("x", *SPEECH, protected="religion"), "met", "religious beliefs"),
    ("special_category", AS_TOLD, JAYWALKING, "met", "by their face"),
    ("special_category", AS_TOLD, sighting("x", *SPEECH, protected="privacy"), "not applicable", "neither"),
    ("offence_data", AS_TOLD, BANNED, "met", "'traffic_offence' and 'theft'"),
    ("offence_data", AS_TOLD, SAID, "not applicable", "no offence"),
    ("no_official_control", AS_TOLD, sighting("public_naming", "sanctions", "shared_lists"), "met", "everybody"),
    ("no_official_control", AS_TOLD, sighting("x", *BAN, channel="collectors", channel_kind="collectors"), "met",
     "neighbours, not an authority"),
    ("no_official_control", AS_TOLD, BANNED, "not shown", "in whose hands"),
    ("made_public", AS_TOLD, sighting("public_naming", "sanctions", "dial_tone", affects=0.5), "met", "50 %"),
    ("made_public", AS_TOLD, SAID, "not shown", "nobody is shown"),
    ("biometric", AS_TOLD, JAYWALKING, "met", "recognises faces"),
    ("biometric", POLICE_ONLY, JAYWALKING, "not applicable", "no face"),
    ("public_space", AS_TOLD, JAYWALKING, "met", "40 % of urban acts"),
    ("public_space", UNSEEN, JAYWALKING, "not shown",
     "not said"),
    ("real_time", AS_TOLD, JAYWALKING, "not shown", "at once or afterwards"),
    ("law_enforcement", AS_TOLD, JAYWALKING, "not shown", "'traffic_offence' and 'theft'"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("test", "subject", "seen", "verdict", "reason"), CASES, ids=[f"{case[0]}-{case[3]}" for case in CASES]
)
def test_an_element_is_judged(test, subject, seen, verdict, reason):
    name, _, of = test.partition(" ")
    given, why = judge(name, subject, seen, of or None)
    assert (given, reason in why) == (verdict, True), why


def test_every_test_is_tried():
    assert {case[0].partition(" ")[0] for case in CASES} == set(TESTS)


@pytest.mark.parametrize("test", sorted(TESTS))
@pytest.mark.parametrize("policy", ["as-told", "none"])
def test_no_test_needs_a_fact(policy, test):
    """A check that says little, an entry that there is not, a figure of a run: all are answered in one sentence."""
    subject = Ruled(load_policy(policy).at(0), CHINA)
    figure = Measured(0.5, None, None, "", "")
    for seen in (sighting("x"), sighting("x", "rules", "not_there"), sighting("x", "score", measured=figure)):
        judge(test, subject, seen)


@pytest.mark.parametrize("test", sorted(TESTS))
def test_the_order_of_entries_changes_nothing(test):
    policy = AS_TOLD.policy
    turned = {
        section: dict(reversed(list(getattr(policy, section).items())))
        for section in ("rules", "channels", "entitlements", "sanctions", "blacklist")
    }
    other = Ruled(policy.model_copy(update=turned), CHINA)
    for path in (("score",), SPEECH, BAN, ("redress", "appeal"), ("rules", "jaywalking"), ("channels", "cameras")):
        seen = sighting("x", *path)
        assert judge(test, other, seen) == judge(test, AS_TOLD, seen)
