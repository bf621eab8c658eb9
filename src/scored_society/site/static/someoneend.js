// The end of the five years: the life, its silent and its speaking twin, and what silence cost the neighbours.

import { element, scrolling, table } from "./dom.js";
import { showLife } from "./lifeview.js";
import { fine, number, say } from "./texts.js";

const LIVES = ["life", "silent", "speaking"];

/** Show the end in a place; `run` is that of the society. */
export function showEnd(place, told, run) {
  const { cost } = told;
  const row = (name, written) => [say(`someone.${name}`), written(cost.silent[name]), written(cost.speaking[name]), written(cost[name])];
  const caption = say("someone.cost", { neighbours: number(cost.neighbours) });
  const headings = ["someone.measure", "someone.silent", "someone.speaking", "someone.silent_less_speaking"].map((key) => say(key));
  const places = LIVES.map((which) => [which, element("div")]);
  place.replaceChildren(
    element("h3", { tabIndex: -1, id: "over" }, say("someone.over")),
    element("p", { className: "note" }, say("someone.mark")),
    element("p", {}, say("someone.twins")),
    scrolling(caption, table(caption, headings, [row("trust", fine), row("belief", fine), row("withheld", (count) => number(count))])),
    element("p", { className: "note" }, say("someone.one_life")),
    element("div", { className: "beside three" }, ...places.map(([, side]) => side)),
  );
  for (const [which, side] of places) showLife(side, told[which], run, say(`someone.${which}`));
}
