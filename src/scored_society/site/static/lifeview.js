// A told life: who it is, a picture of it, and year by year what was done, seen, entered, refused and felt.

import { element, table } from "./dom.js";
import { kindOf, lifeline, named, thing, weeksWithin } from "./lifeline.js";
import { colon, monthOf, nameOf, number, say } from "./texts.js";

const WEEKS_A_YEAR = 52;

/** Say who somebody is, in words. */
export function whoIs(person) {
  if (!person) return say("life.unknown");
  return say("life.who", {
    citizen: person.citizen, age: person.age, group: nameOf("groups", person.group),
    education: nameOf("educations", person.education), income: nameOf("incomes", person.income), region: nameOf("regions", person.region),
    family: person.family.length,
  });
}

const signed = (points) => `${points > 0 ? "+" : points < 0 ? "−" : ""}${Math.abs(points)}`;

const CAUSES = [
  [/^score (-?\d+); true entries alone (-?\d+)$/, "because.score_true", ["score", "clean"]],
  [/^score (-?\d+), at or below (-?\d+)$/, "because.score_below", ["score", "limit"]],
  [/^score (-?\d+): worth ([\d,.]+) yuan a year$/, "because.reward", ["score", "yuan"]],
];

/** Say why something began: a cause that has a name, or one with a score in it. */
function cause(because) {
  for (const [pattern, key, names] of CAUSES) {
    const found = pattern.exec(because);
    if (found) return say(key, Object.fromEntries(names.map((name, index) => [name, found[index + 1]])));
  }
  const known = named(["because", "routes"], because);
  const parts = because.split(" and ");
  if (known !== because || parts.length === 1) return known;
  const [first, second] = [cause(parts[0]), cause(parts.slice(1).join(" and "))];
  return say("because.both", { first, second });
}

function entered(entry) {
  const scores = { points: signed(entry.points), before: entry.score_before, after: entry.score_after };
  if (entry.real === null || !entry.channel) {
    return [entry.week, say("life.adjusted", { what: nameOf("ledger", entry.rule), ...scores }), ""];
  }
  const told = { act: named(["rules", "acts"], entry.rule), channel: nameOf("channels", entry.channel), ...scores };
  return [entry.week, say(entry.real ? "life.entry" : "life.wrong_entry", told), entry.real ? "" : "wrong"];
}

function done(act) {
  const told = { act: nameOf("acts", act.act), channel: act.recorded_by ? nameOf("channels", act.recorded_by) : "" };
  return [act.week, say(act.recorded_by ? "life.act_recorded" : "life.act_unseen", told), "unseen"];
}

function began(one) {
  const kind = kindOf(one.name);
  const key = kind === "wait" ? "life.waiting" : one.wrongful ? "life.wrong_sanction" : "life.sanction";
  const told = {
    what: thing(one.name), domain: nameOf("domains", one.domain ?? ""), because: cause(String(one.because ?? "")),
    weeks: one.end === null ? say("life.not_over") : one.end - one.start, end: one.ended_by ? named(["endings"], one.ended_by) : "",
  };
  return [one.start, say(key, told).trim(), one.wrongful ? "wrong" : kind === "punish" ? "door" : ""];
}

function asked(request) {
  const told = { what: thing(request.asked_for), by: request.by ? thing(request.by) : "", result: nameOf("results", request.result) };
  const key = request.by ? (request.wrongful ? "life.wrongly_refused" : "life.refused") : "life.answered";
  return [request.week, say(key, told), request.wrongful ? "wrong" : request.by ? "door" : ""];
}

/** Everything that is told of a life, as [week, sentence, class]. */
export function moments(life) {
  const family = (what, who) => [named(["family_events"], what), who ?? ""];
  return [
    ...life.ledger.map(entered),
    ...life.acts.filter((act) => act.done && !act.entered).map(done),
    ...life.consequences.map(began),
    ...life.requests.filter((request) => request.result !== "granted").map(asked),
    ...life.cutoffs.filter((cut) => cut.short_by > 0).map((cut) => [cut.nearest, say("life.short", { what: thing(cut.good), points: cut.short_by }), ""]),
    ...life.family.map((event) => {
      const [what, who] = family(event.what, event.with);
      return [event.week, say("life.family", { what, who }).trim(), ""];
    }),
    ...life.family_felt.map((felt) => [felt.week, say("life.felt", { what: family(felt.what)[0] }), felt.sanctions?.length ? "door" : ""]),
  ].sort((a, b) => a[0] - b[0]);
}

/** Show a life in a place of the page. `run` is the run that it is of; `heading` what stands above it. */
export function showLife(place, life, run, heading) {
  const first = Number(run.starts.slice(0, 4));
  const years = byYear(moments(life));
  const opened = ["wrong", "door"].map((what) => years.find(([, items]) => items.some(([, , kind]) => kind === what))).find(Boolean)?.[0];
  place.replaceChildren(
    element("h3", { tabIndex: -1 }, heading),
    element("p", {}, whoIs(life.person)),
    lifeline(life, run),
    totals(life, run),
    element("div", { className: "timeline" }, ...years.map(([year, items]) =>
      element("details", { open: year === opened },
        element("summary", {}, say("life.year", { year: first + year, events: items.length })),
        element("ul", {}, ...items.map(([week, text, kind]) => line(text, kind, monthOf(run.starts, week))))))),
  );
}

/** A line of a list of moments. */
export const line = (text, kind, when = null) =>
  element("li", { className: kind }, when && element("span", { className: "quiet" }, colon(when, "")), text);

function byYear(told) {
  const years = new Map();
  for (const item of told) {
    const year = Math.floor(item[0] / WEEKS_A_YEAR);
    years.set(year, [...(years.get(year) ?? []), item]);
  }
  return [...years];
}

function totals(life, run) {
  const closed = life.consequences.filter((one) => kindOf(one.name) === "punish");
  const rows = [
    ...(run.score ? [[say("life.score_at_end"), life.score ?? "–"]] : []),
    [say("life.entries"), life.ledger.length],
    [say("life.wrong_entries"), life.ledger.filter((entry) => entry.real === false).length],
    [say("life.sanction_weeks"), weeksWithin(closed, run.weeks)],
    [say("life.wrong_weeks"), weeksWithin(closed.filter((one) => one.wrongful), run.weeks)],
    [say("life.doors"), life.requests.filter((request) => request.by).length],
  ];
  return table(say("life.totals"), [say("life.what"), say("life.value")],
    rows.map(([what, value]) => [what, typeof value === "number" ? number(value) : value]));
}
