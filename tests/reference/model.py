"""The model a second time, in plain Python: people as objects, chance from `random`, ranking by sorting.

It shares no code with the compiled week or its tables: it reads the same two files through the loaders of rule books
and societies, and speaks in rates and shares where the engine speaks in fixed point and slots. It knows what the small
files beside it need and no more: grown-up people who live alone and never respond; acts that vary with sex, age,
schooling and traits; registries that misfile; collectors who spare themselves and invent; points with caps and
repetition; a list by low score; one rationed good, by score, the listed last.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from itertools import accumulate, groupby
from random import Random

from scored_society.policy.schema import Policy
from scored_society.society.behaviours import Behaviour, Event
from scored_society.society.schema import Society

WEEKS = 52
TRAIT_LEVELS = ("low", "middling", "high", "very_high")
TICKETS = 64


class Person:
    """One grown-up."""

    def __init__(self, society: Society, random: Random) -> None:
        people = society.people
        band = one_of(people.ages.people, random)
        self.weeks = 5 * WEEKS * band + random.randrange(5 * WEEKS)
        males = people.males_per_100_females.value
        self.sex = "male" if random.random() < males / (males + 100) else "female"
        self.education = drawn(people.education.shares, random)
        self.traits = {name: one_of(trait.shares, random) for name, trait in people.traits.items()}
        self.score = self.clean = 0
        self.struck: Counter[str] = Counter()
        self.off_list: int | None = None
        self.listed_before = False
        self.collects = False
        self.waited = self.ticket = 0
        self.chances: list[float] = []

    def factor(self, event: Event | Behaviour) -> float:
        """What age, sex, schooling and traits make of a rate."""
        years = self.weeks // WEEKS
        if not event.ages[0] <= years <= event.ages[1]:
            return 0.0
        product = event.by_age[years // 5] if event.by_age else 1.0
        for name, given in event.varies.items():
            if name in self.traits:
                product *= level_of(given, TRAIT_LEVELS, self.traits[name])
            else:
                levels = ("male", "female") if name == "sex" else ("none", "primary", "junior", "senior", "university")
                product *= level_of(given, levels, levels.index(getattr(self, name)))
        return product

    def grow_older(self, society: Society) -> None:
        """Let a birthday pass: the weekly chances of each act, and of a need, at the new age; added up."""
        rates = [behaviour.act_rate * self.factor(behaviour) for behaviour in society.behaviours.values()]
        rates += [good.need.rate * self.factor(good.need) for good in society.goods.values()]
        self.chances = list(accumulate(rate / WEEKS for rate in rates))


class Village:
    """A small society under a rule book.

    Parameters
    ----------
    policy, society : the two files; one good, at most one channel of collectors, no responses.
    neighbourhoods : how many of them lie in each region.
    seed : of Python's own generator.
    """

    def __init__(self, policy: Policy, society: Society, neighbourhoods: dict[str, int], seed: int) -> None:
        self.policy, self.society, self.random = policy, society, Random(seed)
        self.regions = [region for region, count in neighbourhoods.items() for _ in range(count)]
        size = society.neighbourhood.people
        self.people = [[Person(society, self.random) for _ in range(size)] for _ in self.regions]
        for person in self.everybody():
            person.score = person.clean = policy.score.start
            person.grow_older(society)
        self.happenings = [*society.behaviours, "need"]
        ((self.good_name, self.good),) = society.goods.items()
        self.entitlement = next(iter(policy.entitlements.values()), None)
        self.watchers = next(iter(policy.channels), None)
        self.misfiled: list[tuple[str, str]] = []
        self.wrong_ones: list[tuple[str, str]] = []
        self.wrong_chance = 0.0
        self.counts: Counter[str] = Counter()

    def everybody(self) -> list[Person]:
        return [person for neighbours in self.people for person in neighbours]

    def live(self, weeks: int) -> Counter[str]:
        """Live some weeks and return what was counted, by the names of the engine's measures."""
        for week in range(weeks):
            self.live_one_week(week)
        people = self.everybody()
        self.counts["people"] = len(people)
        self.counts["listed"] = sum(person.off_list is not None for person in people)
        self.counts["listed_by/low_score"] = self.counts["listed"]
        self.counts[f"waiting/{self.good_name}"] = sum(person.waited > 0 for person in people)
        return self.counts

    def live_one_week(self, week: int) -> None:
        for region in dict.fromkeys(self.regions) if week else ():
            self.serve(region, week)
        self.wrong_ones, self.misfiled = self.misfiled, []
        self.wrong_chance = len(self.wrong_ones) / len(self.everybody())
        new_year = week % WEEKS == 0
        for neighbours in self.people:
            collectors = [person for person in neighbours if person.collects and self.trusted(person)]
            self.counts["collectors"] += len(collectors)
            for person in neighbours:
                if new_year:
                    person.struck.clear()
                self.live_one_life(person, self.around(person, collectors) if collectors else 0, week)
            if self.watchers and new_year:
                self.hire(neighbours)

    def live_one_life(self, person: Person, around: int, week: int) -> None:
        happening = self.what_happens(person, around)
        if happening == "misfiled":
            channel, behaviour = self.random.choice(self.wrong_ones)
            self.wrong_record(person, channel, behaviour, week)
        elif happening == "invented":
            sees = self.policy.channels[self.watchers].sees
            likely = [sees[name] * self.society.behaviours[name].act_rate for name in sees]
            self.wrong_record(person, self.watchers, self.random.choices(list(sees), likely)[0], week)
        elif happening not in ("", "need"):
            self.act(person, happening, around, week)
        if person.off_list == week:
            person.off_list = None
            self.counts["delistings"] += 1
        person.weeks += 1
        if person.weeks % WEEKS == 0:
            person.grow_older(self.society)
        self.queue(person, happening == "need")

    def around(self, person: Person, collectors: list[Person]) -> int:
        """How many collectors would report somebody: they spare themselves, if they spare their family."""
        return len(collectors) - (person in collectors and self.policy.channels[self.watchers].spares_family)

    def what_happens(self, person: Person, around: int) -> str:
        """At most one thing a week: an act, a need, or a record of what one did not do."""
        place = self.random.random()
        if place < person.chances[-1]:
            return self.happenings[bisect(person.chances, place)]
        place -= person.chances[-1]
        if place < self.wrong_chance:
            return "misfiled"
        if around and place - self.wrong_chance < around * self.policy.channels[self.watchers].invents / WEEKS:
            return "invented"
        return ""

    def act(self, person: Person, behaviour: str, around: int, week: int) -> None:
        """Do an act; the first channel that may lead to an entry makes it, else the first that saw it only records."""
        self.counts[f"acts/{behaviour}"] += 1
        chances = dict(self.society.behaviours[behaviour].status_quo_detection)
        if self.watchers:
            sees = self.policy.channels[self.watchers].sees
            chances[self.watchers] = 1 - (1 - sees.get(behaviour, 0)) ** around
        records = []
        for channel in [*self.society.channels, *self.policy.channels]:
            if self.random.random() >= chances.get(channel, 0):
                continue
            registry = self.society.channels.get(channel)
            if registry and self.random.random() < registry.misfiled:
                self.misfiled.append((channel, behaviour))
                continue
            self.counts[f"seen/{channel}/{behaviour}"] += 1
            records.append(channel)
        counting = [channel for channel in records if self.counts_for(channel, behaviour)]
        for channel in (counting or records)[:1]:
            self.counts[f"recorded/{channel}/{behaviour}"] += 1
        if counting:
            self.enter(person, behaviour, week, real=True)

    def counts_for(self, channel: str, behaviour: str) -> bool:
        return behaviour in self.policy.rules and channel in self.policy.rules[behaviour].seen_by

    def wrong_record(self, person: Person, channel: str, behaviour: str, week: int) -> None:
        self.counts[f"wrong/{channel}/{behaviour}"] += 1
        if self.counts_for(channel, behaviour):
            self.enter(person, behaviour, week, real=False)

    def enter(self, person: Person, behaviour: str, week: int, real: bool) -> None:
        """Make an entry, and list the person if a loss leaves them low enough."""
        rule, score = self.policy.rules[behaviour], self.policy.score
        before = person.struck[behaviour]
        person.struck[behaviour] += 1
        times = 1 if before == 0 else rule.repetition.second if before == 1 else rule.repetition.further
        points = 0 if rule.most_per_year and before >= rule.most_per_year else rule.points * times
        person.score = min(score.highest, max(score.lowest, person.score + points))
        if real:
            person.clean = min(score.highest, max(score.lowest, person.clean + points))
        self.counts[f"entries/{behaviour}"] += 1
        self.counts[f"points/{behaviour}"] += points
        self.counts[f"wrong_points/{behaviour}"] += 0 if real else points
        for name, route in self.policy.blacklist.items():
            if points < 0 and person.off_list is None and person.score <= route.at_or_below:
                sixths = rule.gravity.value - 1 + 2 * person.listed_before
                person.off_list = week + route.term.shortest + (route.term.longest - route.term.shortest) * sixths // 6
                person.listed_before = True
                self.counts[f"listings/{name}"] += 1
                self.counts[f"listings_wrong/{name}"] += person.clean > route.at_or_below

    def queue(self, person: Person, needs: bool) -> None:
        """Apply, wait a week more, or give up."""
        if not person.waited and not needs:
            return
        if not person.waited:
            self.counts[f"applied/{self.good_name}"] += 1
            person.ticket = self.random.randrange(TICKETS)
        person.waited += 1
        if person.waited > self.good.patience:
            person.waited = 0
            self.counts[f"lapsed/{self.good_name}"] += 1

    def serve(self, region: str, week: int) -> None:
        """Serve those of a region who were waiting last week: ranked, in whole lots of equal rank and ticket."""
        homes = zip(self.regions, self.people, strict=True)
        people = [person for home, neighbours in homes if home == region for person in neighbours]
        places = self.good.per_thousand / 1000 * self.good.by_region.get(region, 1) * len(people)
        left = int(places * (week + 1)) - int(places * week)

        def order(person: Person) -> tuple[int, int]:
            if self.entitlement is None:
                return -person.waited, person.ticket
            last = self.entitlement.listed == "last" and person.off_list is not None
            return -(0 if last else person.score), person.ticket

        waiting = sorted((person for person in people if person.waited), key=order)
        for _, lot in groupby(waiting, key=order):
            served = list(lot)
            if len(served) > left:
                break
            left -= len(served)
            self.counts[f"served/{self.good_name}"] += len(served)
            self.counts[f"weeks_waited/{self.good_name}"] += sum(person.waited for person in served)
            for person in served:
                person.waited = 0

    def trusted(self, person: Person) -> bool:
        return self.watchers is not None and person.score >= self.policy.channels[self.watchers].trusted_from

    def hire(self, neighbours: list[Person]) -> None:
        """Hire collectors for the year among those who are trusted and not listed."""
        share = self.policy.channels[self.watchers].per_thousand / 1000
        for person in neighbours:
            person.collects = self.trusted(person) and person.off_list is None and self.random.random() < share


def level_of(given: dict[str, float] | list[float], levels: tuple[str, ...], level: int) -> float:
    return given[levels[level]] if isinstance(given, dict) else given[level]


def one_of(weights: list[float], random: Random) -> int:
    return random.choices(range(len(weights)), weights)[0]


def drawn(shares: dict[str, float], random: Random) -> str:
    return random.choices(list(shares), list(shares.values()))[0]
