"""A society whose people replace themselves: births, ages, sexes and couples of the stationary population.

With `people.stationary` a society keeps its own mortality, pairing and shape of fertility by age; what is replaced is
the level of its births, and what its people are at the start:

- *ages* are those of the stationary population, the survivors of a constant number of births (Preston, Heuveline and
  Guillot 2001, Demography, 3.10);
- *couples* follow from the rates of pairing and death by a two-sex model in steps of half a year: everyone who
  is single proposes at the rate of the age, and the proposal goes to the single person of the other sex whose age suits
  best, if there is one within ten years. Singles of an age are taken to be independent of each other (Poisson), so the
  chance that nobody suits is the product over ages, nearest first. The fixed point is found by damped iteration. People
  are founded with these shares; as they look for each other in one neighbourhood, somewhat fewer come to be couples;
- *births* are multiplied by one factor, so that the women who live with a partner bear as many children a year as are
  born into the stationary population: net reproduction is then one (Lotka). In a small neighbourhood there are by
  chance more of one sex, whose singles then find nobody; so the couples that bear are the mean over neighbourhoods with
  a normally distributed lack of men or women among those within `VARY_TOGETHER` years;
- the *share of men* is the one among those under 45, so that mothers are as many as in the stationary population. It
  holds for all ages at the start, so there are then too many old men, until they have died.

Only arithmetic and square roots, in a fixed order, on numbers from the file: the result is the same on every machine,
and is rounded before it enters a table. What the model leaves out (kin are no partners, neighbourhoods grow and shrink)
is small: docs/validation.md has its error.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scored_society.base.document import Document, place_of
from scored_society.base.errors import mistake
from scored_society.society.behaviours import Event
from scored_society.society.people import AGE_BANDS, SEXES
from scored_society.society.schema import Society

Floats = NDArray[np.float64]

STEPS = 2
"""Steps of age in a year."""
BAND = 5 * STEPS
"""Steps in a band of age."""
OLDEST = 120
"""Years at which the last survivors are left out of account."""
COUNT = OLDEST * STEPS
WEEKS_IN_A_STEP = 52 // STEPS
YOUNGEST = 20
"""Years from which people pair."""
HUSBAND_OLDER = 2 * STEPS
WIDEST = 10 * STEPS
"""Steps of age that may lie between the age that suits best and that of a partner."""
GAPS = np.arange(HUSBAND_OLDER - WIDEST + 1, HUSBAND_OLDER + WIDEST)
"""Steps by which a husband may be older."""
MOTHERS_UNDER = 45 * STEPS
ROUNDS = 40
CLOSE = 1e-6
"""Change of the singles of an age at which the iteration ends."""
FEMALE = SEXES.index("female")
VARY_TOGETHER = 24
"""Years of age over which the men and the women of a neighbourhood vary in number. A partner may be ten years older or
younger than suits best, so it is about twenty; fitted to the couples of Smallville lived for fifty years."""
NODES = (
    (-2.8569700138728056, 0.011257411327720689),
    (-1.3556261799742659, 0.22207592200561264),
    (0.0, 8 / 15),
    (1.3556261799742659, 0.22207592200561264),
    (2.8569700138728056, 0.011257411327720689),
)
"""Nodes and weights of Gauss and Hermite's quadrature for a standard normal variable."""


class Balance(NamedTuple):
    """What makes a society stationary."""

    births: float  # factor of the rate of birth
    ages: list[float]  # people by band, of one birth a year
    partnered: list[float]  # share of women by band
    men_per_100_women: float


def in_balance(society: Society, document: Document) -> Society:
    """Return a society as its tables are made from: itself, or its stationary counterpart if it asks for that.

    Raises
    ------
    UserError
        Where deaths, births or pairing vary with more than age and sex, or nobody is ever born.
    """
    if not society.people.stationary:
        return society
    _check(society, document)
    found = balance(society)
    if not found.births:
        raise mistake(
            "nobody bears a child, so that nothing can make the population stationary",
            place=place_of(document, ("people", "stationary")),
            allowed="rates of birth and pairing above 0 at the same ages",
        )
    people, life = society.people, society.life
    birth = life.birth.model_copy(
        update={
            "rate": round(life.birth.rate * found.births, 8),
            "at_most": round(life.birth.at_most * found.births, 8),
        }
    )
    couples = people.households.model_copy(update={"partnered": found.partnered})
    at_start = {
        "ages": people.ages.model_copy(update={"people": found.ages}),
        "males_per_100_females": people.males_per_100_females.model_copy(update={"value": found.men_per_100_women}),
        "households": couples,
    }
    return society.model_copy(
        update={
            "people": people.model_copy(update=at_start),
            "life": life.model_copy(update={"birth": birth}),
        }
    )


def balance(society: Society) -> Balance:
    """Return what makes a society stationary."""
    born = _at_birth(society)
    alive = [survivors(society.life.death, sex) for sex in range(2)]
    lived = [(one[:-1] + one[1:]) / (2 * STEPS) for one in alive]  # person-years in each step, of one birth
    everybody = born[0] * lived[0] + born[1] * lived[1]
    of_each = [share * (society.neighbourhood.people / _sum(everybody)) for share in born]
    people = [alive[sex] * of_each[sex] for sex in range(2)]
    coupled = partnered(people, society.life.death, society.life.pairing)
    bearing = _in_small_neighbourhoods(people, society) * lived[FEMALE] * by_step(society.life.birth)
    births = born[FEMALE] * _sum(bearing)
    young = [born[sex] * _sum(lived[sex][:MOTHERS_UNDER]) for sex in range(2)]
    bands = [everybody[first : first + BAND] for first in range(0, (AGE_BANDS - 1) * BAND, BAND)]
    women = [lived[FEMALE][first : first + BAND] for first in range(0, (AGE_BANDS - 1) * BAND, BAND)]
    wives = [coupled[first : first + BAND] for first in range(0, (AGE_BANDS - 1) * BAND, BAND)]
    last = (AGE_BANDS - 1) * BAND
    return Balance(
        births=round(1 / births, 4) if births else 0.0,
        ages=[round(_sum(band), 6) for band in (*bands, everybody[last:])],
        partnered=[
            round(_sum(share * weight) / max(_sum(weight), 1e-12), 6)
            for share, weight in zip((*wives, coupled[last:]), (*women, lived[FEMALE][last:]), strict=True)
        ],
        men_per_100_women=round(100 * young[1 - FEMALE] / young[FEMALE], 4),
    )


def survivors(death: Event, sex: int) -> Floats:
    """Return the share of those born who reach each step of age, [steps + 1]; each week has the chance of its band."""
    factors = death.varies.get("sex", {})
    of_sex = factors.get(SEXES[sex], 1.0) if isinstance(factors, dict) else factors[sex]
    alive = [1.0]
    for rate in by_step(death).tolist():
        left = alive[-1]
        for _ in range(WEEKS_IN_A_STEP):
            left *= 1 - rate * of_sex / (STEPS * WEEKS_IN_A_STEP)
        alive.append(left)
    return np.array(alive)


def by_step(event: Event) -> Floats:
    """Return the rate a year of an event at each step of age, with all other factors at 1."""
    bands = event.by_age or [1.0] * AGE_BANDS
    first, last = event.ages[0] * STEPS, (event.ages[1] + 1) * STEPS
    steps = [
        event.rate * bands[min(step // BAND, AGE_BANDS - 1)] if first <= step < last else 0.0 for step in range(COUNT)
    ]
    return np.array(steps)


def partnered(alive: list[Floats], death: Event, pairing: Event) -> Floats:
    """Return the share of women who live with a partner at each step of age, in the long run.

    Parameters
    ----------
    alive : men and women of each exact age in one neighbourhood, [steps + 1] each, per year of age.
    death, pairing : the events.
    """
    there = [one / STEPS for one in alive]  # people in a step of age
    stay = [survivors(death, sex) for sex in range(2)]
    kept = [np.divide(one[1:], one[:-1], out=np.zeros(COUNT), where=one[:-1] > 0) for one in stay]
    proposing = by_step(pairing)
    proposing[: YOUNGEST * STEPS] = 0
    single = [(one[:-1] + one[1:]) / 2 for one in there]
    for one in single:
        one[: YOUNGEST * STEPS] = 0
    wives = np.zeros(COUNT + 1)
    for _ in range(ROUNDS):
        formed = _formed(single, proposing)
        wives, husbands = _couples(formed, single, there, kept)
        change = 0.0
        for sex, taken in ((FEMALE, wives), (1 - FEMALE, husbands)):
            ends = np.maximum(there[sex] - taken, 0)
            found = (ends[:-1] + ends[1:]) / 2
            found[: YOUNGEST * STEPS] = 0
            change = max(change, float(np.max(np.abs(found - single[sex]))))
            single[sex] = (single[sex] + found) / 2
        if change < CLOSE:
            break
    women = there[FEMALE]
    middle, all_women = (wives[:-1] + wives[1:]) / 2, (women[:-1] + women[1:]) / 2
    return np.divide(middle, all_women, out=np.zeros(COUNT), where=all_women > 0)


def _in_small_neighbourhoods(alive: list[Floats], society: Society) -> Floats:
    """Return the share of women who live with a partner, where either sex may be short in a neighbourhood."""
    spread = 1 / math.sqrt(VARY_TOGETHER * (alive[0][0] + alive[1][0]))
    share, women = np.zeros(COUNT), 0.0
    for node, weight in NODES:
        more = min(max(1 + node * spread, 0.1), 1.9)  # women, for each expected
        scaled = [one * (more if sex == FEMALE else 2 - more) for sex, one in enumerate(alive)]
        share += weight * more * partnered(scaled, society.life.death, society.life.pairing)
        women += weight * more
    return share / women


def _formed(single: list[Floats], proposing: Floats) -> Floats:
    """Return the couples formed a year, [woman's step of age, gap], where so many of each sex are single."""
    formed = np.zeros((COUNT, len(GAPS)))
    for sex in range(2):
        towards = HUSBAND_OLDER if sex == FEMALE else -HUSBAND_OLDER
        others = np.concatenate([np.zeros(WIDEST + HUSBAND_OLDER), single[1 - sex], np.zeros(WIDEST + HUSBAND_OLDER)])
        middle = np.arange(COUNT) + WIDEST + HUSBAND_OLDER + towards
        nobody_nearer = np.ones(COUNT)
        for away in range(WIDEST):
            sides = (away,) if away == 0 else (-away, away)
            here = others[middle + sides[0]] + (others[middle + sides[-1]] if away else 0)
            nobody = np.maximum(1 - here / 2, 0) / (1 + here / 2)  # exp(−here) without a transcendental function
            chosen = single[sex] * proposing * nobody_nearer * (1 - nobody)
            for side in sides:
                found = others[middle + side]
                part = chosen * np.divide(found, here, out=np.zeros(COUNT), where=here > 0)
                gap = (towards + side) if sex == FEMALE else -(towards + side)
                column = gap - int(GAPS[0])
                if sex == FEMALE:
                    formed[:, column] += part
                else:  # from the man's age to the woman's
                    women = np.arange(max(0, -gap), min(COUNT, COUNT - gap))
                    formed[women, column] += part[women + gap]
            nobody_nearer = nobody_nearer * nobody
    return formed


def _couples(formed: Floats, single: list[Floats], there: list[Floats], kept: list[Floats]) -> tuple[Floats, Floats]:
    """Return wives and husbands at each exact step of age, as couples are formed and death ends them."""
    wives, husbands = np.zeros(COUNT + 1), np.zeros(COUNT + 1)
    couples = np.zeros(len(GAPS))
    supply = [np.divide(1, one, out=np.zeros(COUNT), where=one > 0) for one in single]
    for step in range(YOUNGEST * STEPS, COUNT):
        men = step + GAPS
        inside = (men >= 0) & (men < COUNT)
        his = np.where(inside, men, 0)
        both = np.where(inside, kept[1 - FEMALE][his], 0) * kept[FEMALE][step]
        # those who can still pair: the singles of this cohort by now, not those of the round before
        free = max(there[FEMALE][step] - wives[step], 0.0)
        rates = formed[step] * supply[FEMALE][step] / STEPS
        hazard = _sum(rates)
        new = rates * free / (1 + hazard / 2)
        couples = couples * both + new * (1 + both) / 2
        wives[step + 1] = _sum(couples)
        ends = his + 1
        np.add.at(husbands, ends[inside], couples[inside])
    return wives, husbands


def _at_birth(society: Society) -> tuple[float, float]:
    """Return the shares of boys and girls."""
    boys = society.people.males_per_100_females_at_birth.value
    return boys / (boys + 100), 100 / (boys + 100)


def _sum(values: Floats) -> float:
    """Add up in the order of the array, as no vector instruction would change."""
    return float(np.cumsum(values)[-1])


def _check(society: Society, document: Document) -> None:
    """Refuse rates that vary with what the derivation does not know of."""
    for name, known in (("death", ["sex"]), ("birth", []), ("pairing", [])):
        for other in getattr(society.life, name).varies:
            if other not in known:
                raise mistake(
                    f"a stationary population, and {name} that varies with '{other}'",
                    place=place_of(document, ("life", name, "varies", other)),
                    allowed=f"{name} by age{' and sex' if known else ''} alone",
                )
