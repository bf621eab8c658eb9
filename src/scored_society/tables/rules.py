"""A rule book as integer tables, for the weeks in which it stands unchanged."""

from __future__ import annotations

from typing import NamedTuple

from scored_society.base.document import Document
from scored_society.policy.schema import Policy
from scored_society.society.people import GROUPS
from scored_society.society.schema import Society
from scored_society.tables.channels import DESCENTS, FACTORS, MOST_COLLECTORS, channel_tables
from scored_society.tables.consequences import MOST_ROUTES, SCORES, STEPS, consequence_tables
from scored_society.tables.fixed import Integers
from scored_society.tables.packed import block_type
from scored_society.tables.scoring import CURVE, NEAR, responding, scoring
from scored_society.tables.slots import FACE_CHECKS


class Rules(NamedTuple):
    """Tables of a rule book.

    B behaviours, C channels (registries first), G goods, K sanctions, L routes, V services.
    """

    behaviours: int
    channels: int
    goods: int
    services: int
    sanctions: int
    routes: int
    # points
    scored: int
    start: int
    lowest: int
    highest: int
    scored_from_age: int
    fading: int
    points: Integers  # [B]; 0 without a rule
    gravity: Integers  # [B] 1 … 5
    each_channel: Integers  # [B] whether each report makes an entry
    most_per_year: Integers  # [B]
    second: Integers  # [B] times
    further: Integers  # [B] times
    tally: Integers  # [B] index of the counter; -1 for rules that do not count
    # channels
    channel_number: Integers  # [C]
    channel_kind: Integers  # [C]
    counts: Integers  # [C, B] whether its reports lead to an entry
    watched: Integers  # [B] the channels that may notice an act at all, as bits
    sight: Integers  # [B, 6, C] chance that a channel notices an act, by group
    lost: Integers  # [C] chance that what it noticed is not recorded on who did it
    strays: Integers  # [C] chance that what it noticed is recorded on somebody else
    unseen_friendless: Integers  # [2, 32, B] the same of whom no friends spare
    unseen: Integers  # [2, 32, B] chance that so many collectors see nothing, of their descent or not, in 1/2³⁰
    invents: Integers  # [B] how often an invented report is of this act, in any unit
    hired: int  # chance that a trusted adult is a collector in a year
    trusted_from: int
    spares_family: int
    invented: int  # chance a week that a collector invents a report on a given neighbour
    platform: int  # channel of the payment platform; -1 without
    platform_weights: Integers  # [5] in 1/2¹⁶
    platform_bands: Integers  # [2] commends from, warns below: thousandths of its range
    classifier_wrong: Integers  # [2] chance a week of a wrong record by classifiers, by descent
    check_chance: Integers  # [3] chance a week of being shut out by a check of faces
    # consequences
    sanction_number: Integers  # [K]
    sanction_kind: Integers  # [K]
    sanction_share: Integers  # [K] chance that it is applied, or befalls one
    sanction_domain: Integers  # [K]
    refuses_service: Integers  # [V] bits
    refuses_good: Integers  # [G] bits
    mask_at_score: Integers  # [2048] bits of the sanctions that hold at a score
    mask_up_to: int  # the highest score at which any holds; -1 for none
    mask_listed: Integers  # [8] the same while listed, by the number of the route
    mask_parent: int  # while a parent is listed
    mask_money: int  # bits of the sanctions by which one is without credit or money
    mask_reach: int  # … by which one is cut off
    mask_shaming: int  # … by which one is shown to everybody
    ranked: Integers  # [G] how applicants are ranked
    listed_last: Integers  # [G]
    grades: Integers  # [V] how many steps decide over requests; 0: what the society says
    grade_at: Integers  # [V, 16] score
    grade_share: Integers  # [V, 16] chance
    grade_lost: Integers  # [V] whether the listed are at the lowest step
    route_number: Integers  # [L]
    route_below: Integers  # [L] score; -1: not by score
    route_reports: Integers  # [L] which report of a year; 0: not by report
    route_behaviour: Integers  # [L, B]
    route_channel: Integers  # [L, C]
    route_shortest: Integers  # [L] weeks; 0 without a term
    route_longest: Integers  # [L] weeks
    route_discharge: Integers  # [L] chance a week
    known: int  # chance that somebody knows of an entry that takes points
    appeals: Integers  # [2] chance of an appeal against one without its act, and against a true one
    appeal_capacity: int  # heard a week, for each million people
    appeal_error: int  # chance
    review: int  # chance that a wrongful listing is stopped
    lapses: int  # share of a score's way to the start that lapses on a birthday
    expunges: int
    compensation: int
    # how people respond
    effect: Integers  # [B] strength of response × points, in 1/64
    rises: Integers  # [B] whether people do more of it (else less)
    near: Integers  # [2048] nearness by distance in points, in 1/256
    curve: Integers  # [4096] 1 - exp(-x), in 1/2¹⁶
    crowding: Integers  # [B] factor of what is not counted, for those who know of the scheme
    rise: int  # factor
    fall: int  # factor
    worth: Integers  # [3] of a point: anywhere, near a listing, near a place; in 1/256
    kin: int  # in 1/256


RULES = block_type(
    {
        **dict.fromkeys(("behaviours", "channels", "goods", "services", "sanctions", "routes"), ()),
        **dict.fromkeys(("scored", "start", "lowest", "highest", "scored_from_age", "fading"), ()),
        **dict.fromkeys(("points", "gravity", "each_channel", "most_per_year", "second", "further", "tally"), ("B",)),
        **dict.fromkeys(("channel_number", "channel_kind"), ("C",)),
        "counts": ("C", "B"),
        "watched": ("B",),
        "sight": ("B", len(GROUPS), "C"),
        **dict.fromkeys(("lost", "strays"), ("C",)),
        **dict.fromkeys(("unseen", "unseen_friendless"), (2, MOST_COLLECTORS + 1, "B")),
        "invents": ("B",),
        **dict.fromkeys(("hired", "trusted_from", "spares_family", "invented", "platform"), ()),
        "platform_weights": (len(FACTORS),),
        "platform_bands": (2,),
        "classifier_wrong": (DESCENTS,),
        "check_chance": (len(FACE_CHECKS),),
        **dict.fromkeys(("sanction_number", "sanction_kind", "sanction_share", "sanction_domain"), ("K",)),
        "refuses_service": ("V",),
        "refuses_good": ("G",),
        "mask_at_score": (SCORES,),
        "mask_listed": (MOST_ROUTES + 1,),
        **dict.fromkeys(("mask_up_to", "mask_parent", "mask_money", "mask_reach", "mask_shaming"), ()),
        **dict.fromkeys(("ranked", "listed_last"), ("G",)),
        "grades": ("V",),
        **dict.fromkeys(("grade_at", "grade_share"), ("V", STEPS)),
        "grade_lost": ("V",),
        **dict.fromkeys(("route_number", "route_below", "route_reports"), ("L",)),
        "route_behaviour": ("L", "B"),
        "route_channel": ("L", "C"),
        **dict.fromkeys(("route_shortest", "route_longest", "route_discharge"), ("L",)),
        "known": (),
        "appeals": (2,),
        **dict.fromkeys(("appeal_capacity", "appeal_error", "review", "lapses", "expunges", "compensation"), ()),
        **dict.fromkeys(("effect", "rises", "crowding"), ("B",)),
        "near": (NEAR,),
        "curve": (CURVE,),
        **dict.fromkeys(("rise", "fall"), ()),
        "worth": (3,),
        "kin": (),
    }
)
"""The block that `pack` makes of `Rules`."""


def rule_tables(policy: Policy, society: Society, document: Document, tallies: dict[int, int]) -> Rules:
    """Round a rule book to fixed point.

    Parameters
    ----------
    policy : the rule book as it stands.
    society : the society that it rules over; names were checked by `check_agreement`.
    document : where the rule book was read, for messages.
    tallies : index of the counter of each behaviour (by its number) whose entries are counted in any part of the run.

    Raises
    ------
    UserError
        At the line of what cannot be: a rule that raises the score for what the society does not call good, a channel
        that needs more room than the society declares, a route that waits for what nobody counts.
    """
    points = scoring(policy, society, document, tallies)
    return Rules(
        **points,
        **responding(points["points"], society, policy),
        **channel_tables(policy, society, document),
        **consequence_tables(policy, society, document),
    )
