// A rule of one's own: the deed that it is about, its points, and who sees it.

import { element } from "./dom.js";
import { nameOf, say } from "./texts.js";

const POINTS = -5;
const MOST_POINTS = 2047;

/**
 * Return the part of a form that adds a rule.
 *
 * @param {string[]} deeds that have no rule yet
 * @param {string[]} channels that may see one
 * @param {function} onAdd gets {behaviour, points, seen_by}
 */
export function ruleAdder(deeds, channels, onAdd) {
  const deed = element("select", {}, ...deeds.map((name) => new Option(nameOf("acts", name), name)));
  const points = element("input", { type: "number", value: POINTS, min: -MOST_POINTS, max: MOST_POINTS, step: 1 });
  const boxes = channels.map((name) => [name, element("input", { type: "checkbox" })]);
  const seenBy = () => boxes.filter(([, box]) => box.checked).map(([name]) => name);
  const button = element("button", { type: "button", className: "plain", disabled: true }, say("lab.add_rule"));
  const ready = () => {
    button.disabled = !seenBy().length || !Number.isInteger(points.valueAsNumber) || !deed.value;
  };
  for (const field of [deed, points, ...boxes.map(([, box]) => box)]) field.addEventListener("input", ready);
  button.addEventListener("click", () => onAdd({ behaviour: deed.value, points: points.valueAsNumber, seen_by: seenBy() }));
  return element(
    "details",
    { className: "entry" },
    element("summary", {}, say("lab.add_rule")),
    element("label", { className: "control" }, `${say("lab.behaviour")} `, deed),
    element("label", { className: "control" }, `${say("lab.points")} `, points),
    element("fieldset", {}, element("legend", {}, say("lab.seen_by")),
      ...boxes.map(([name, box]) => element("label", {}, box, ` ${nameOf("channels", name)}`))),
    button,
  );
}
