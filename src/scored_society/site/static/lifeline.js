// A life as a picture: the score as a line, and below it what was closed, waited for or given, on the same scale of time.

import { element } from "./dom.js";
import { colon, monthOf, nameOf, say } from "./texts.js";

const SVG = "http://www.w3.org/2000/svg";
const [WIDTH, HEIGHT] = [1000, 100];
const WAITING = "waiting for ";
const APPEAL = "appeal against ";

/** What somebody is called that has a name in one of several kinds. */
export function named(kinds, name) {
  for (const kind of kinds) {
    const found = nameOf(kind, name);
    if (found !== name.replaceAll("_", " ")) return found;
  }
  return name.replaceAll("_", " ");
}

/** What begins and ends in a life, or is asked for: a punishment, a reward, a way onto the list, a wait, an appeal … */
export const thing = (name) =>
  name.startsWith(APPEAL)
    ? say("life.appeal", { act: nameOf("acts", name.slice(APPEAL.length)) })
    : named(["sanctions", "services", "goods", "entitlements", "routes", "conditions", "family_events"], name.replace(WAITING, ""));

/** Of what kind a spell is: wait, punish, reward or other. */
export function kindOf(name) {
  if (name.startsWith(WAITING)) return "wait";
  if (name in (nameOf.all("conditions") ?? {})) return "other";
  return name in (nameOf.all("entitlements") ?? {}) ? "reward" : "punish";
}

/** How many weeks are within at least one of some spells; one without an end lasts to the last week. */
export function weeksWithin(spells, last) {
  let [total, reached] = [0, 0];
  for (const { start, end } of [...spells].sort((a, b) => a.start - b.start)) {
    const [from, to] = [Math.max(start, reached), end ?? last];
    if (to > from) total += to - from;
    reached = Math.max(reached, to);
  }
  return total;
}

function shape(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** The score over time, as a stepped line. */
function scoreLine(life, run) {
  const { lowest, start, highest } = run.score;
  const across = (week) => (week / run.weeks) * WIDTH;
  const up = (score) => HEIGHT - 2 - ((score - lowest) / (highest - lowest)) * (HEIGHT - 4);
  let path = `M 0 ${up(life.ledger[0]?.score_before ?? life.score ?? start)}`;
  for (const entry of life.ledger) path += ` H ${across(entry.week)} V ${up(entry.score_after)}`;
  const line = shape(
    "svg",
    {
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", role: "img", class: "line",
      "aria-label": say("life.line", { entries: life.ledger.length, score: life.score ?? "–" }),
    },
    shape("line", { x1: 0, x2: WIDTH, y1: up(start), y2: up(start), class: "start" }),
    shape("path", { d: `${path} H ${WIDTH}`, class: "score" }),
  );
  const levels = [highest, start, lowest].map((score) => {
    const level = element("span", {}, String(score));
    level.style.top = `${up(score)}%`;
    return level;
  });
  return element("div", { className: "plot" }, element("div", { className: "levels", "aria-hidden": "true" }, ...levels), line);
}

/** A row for each thing, with a bar for each time that it lasted. */
function spells(life, run) {
  const rows = new Map();
  for (const one of life.consequences) rows.set(one.name, [...(rows.get(one.name) ?? []), one]);
  const when = (week) => monthOf(run.starts, Math.min(week, run.weeks - 1));
  return [...rows].map(([name, times]) => {
    const bars = times.map((one) => {
      const end = one.end ?? run.weeks;
      const bar = element("span", { className: `bar ${one.wrongful ? "wrong" : kindOf(name)}` });
      bar.style.left = `${(100 * one.start) / run.weeks}%`;
      bar.style.width = `${(100 * Math.max(1, end - one.start)) / run.weeks}%`;
      return bar;
    });
    const told = times.map((one) => `${when(one.start)} – ${one.end === null ? "…" : when(one.end)}`).join("; ");
    const label = kindOf(name) === "wait" ? say("life.waits_for", { what: thing(name) }) : thing(name);
    return element("li", {}, element("span", {}, label), element("span", { className: "unseen-text" }, colon("", told)),
      element("div", { className: "track", title: told, "aria-hidden": "true" }, ...bars));
  });
}

/** The picture of a life in a run. */
export function lifeline(life, run) {
  const rows = spells(life, run);
  return element(
    "figure",
    { className: "lifeline" },
    run.score ? scoreLine(life, run) : element("p", { className: "note" }, say("life.not_scored")),
    element("div", { className: "ends", "aria-hidden": "true" },
      element("span", {}, monthOf(run.starts, 0)), element("span", {}, monthOf(run.starts, run.weeks - 1))),
    rows.length ? element("ul", { className: "spells", "aria-label": say("life.spells") }, ...rows) : null,
    element("figcaption", {}, run.score ? `${say("life.line_caption")} ` : "", rows.length ? say("life.bars_caption") : ""),
  );
}
