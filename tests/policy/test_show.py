import pytest

from scored_society.policy.load import RULE_BOOKS, load_policy
from scored_society.policy.show import rows, shown_from

TEXT = """\
policy: small
title: A small rule book
starts: 2021-01-01
score: {number: 1, start: 1000, lowest: 600, highest: 1300, fading: 1, scored_from_age: 18}
rules:
  theft:
    number: 1
    claim: theft
    voice: fact
    points: -60
    repetition: {second: 2, further: 3}
    seen_by: [police, cameras]
    basis: estimated
  giving: {number: 2, behaviour: blood_donation, points: 1, most_per_year: 2, seen_by: [blood_bank]}
channels:
  cameras: {number: 20, kind: cameras, coverage: {rural: 0.05, urban: 40 %}, sees: {}}
  eyes: {number: 21, kind: collectors, per_thousand: 5, trusted_from: 1000, sees: {}, invents: 1 per year}
entitlements:
  hospital: {number: 1, kind: priority, good: hospital, listed: last}
  tickets:
    number: 2
    kind: graded
    service: train
    steps: [{at: 600, share: 0.995}, {at: 1030, share: 1}]
    domain: mobility
  heating: {number: 3, kind: threshold, at_or_above: 1050, worth: 300, domain: money, listed: keep}
sanctions:
  no_loan: {number: 1, kind: refusal, service: loan, when: {at_or_below: 700, listed: true}, share: 0.5, domain: credit}
  no_seat: {number: 2, kind: refusal, good: university, when: {parent_listed: true}, domain: schooling}
  screens: {number: 3, kind: burden, when: {listed: [low]}, affects: 0.001, domain: reputation}
  names: {number: 4, kind: burden, when: {listed: true}, domain: reputation}
blacklist:
  low: {number: 1, kind: low_score, at_or_below: 650, term: {shortest: 2 years, longest: 5 years}}
  stealing:
    number: 2
    kind: reports
    behaviours: [theft]
    by: [police]
    reports: 2
    removal: {discharge: 0.3 per year}
"""


def test_rows_say_what_is_ruled(write):
    book = load_policy(write(TEXT))
    assert shown_from(book) == 52
    found = {row["name"]: row for row in rows(book.at(52))}
    assert {name: row["rules"] for name, row in found.items()} == {
        "score": "starts at 1000, from 600 to 1300, from age 18, fades by 1 a year",
        "theft": "-60 points, the second of a year × 2, the third of a year and later ones × 3",
        "giving": "+1 point, for blood_donation, at most 2 a year",
        "cameras": "cameras before rural 5%, urban 40% of public acts",
        "eyes": "collectors, 5 per thousand adults, from 1000 points on; reports that each invents: 1 per year",
        "hospital": "priority by score for hospital, the listed last",
        "tickets": "share of requests for train that are granted: 99.5% from 600, 100% from 1030, lost by the listed",
        "heating": "from 1050 points on, 300 yuan a year",
        "no_loan": "loan refused at 700 points or less or while listed, in 50% of cases",
        "no_seat": "university refused while a parent is listed",
        "screens": "borne while listed by low, by 0.1% of them",
        "names": "borne while listed",
        "low": "listed at 650 points or less, for 2 to 5 years",
        "stealing": "listed at the second report of a year of theft by police, removed at 0.3 per year",
    }
    theft = {"section": "rules", "points": -60, "claim": "theft", "voice": "fact", "basis": "estimated"}
    assert theft.items() <= found["theft"].items()
    assert found["theft"]["seen_by"] == "police, cameras"


@pytest.mark.parametrize("name", RULE_BOOKS.names())
def test_every_entry_of_a_built_in_has_a_row(name):
    policy = load_policy(name).at(0)
    entries = (policy.rules, policy.channels, policy.entitlements, policy.sanctions, policy.blacklist)
    single = [policy.score, policy.redress]
    assert len(rows(policy)) == sum(part is not None for part in single) + sum(map(len, entries))
