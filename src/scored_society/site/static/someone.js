// Be someone: the server draws a citizen, the visitor chooses month by month, and at the end two twins stand beside.

import { get, post } from "./api.js";
import { by, element, remember, remembered, showProblem } from "./dom.js";
import { line, moments, whoIs } from "./lifeview.js";
import { thing } from "./lifeline.js";
import { showEnd } from "./someoneend.js";
import { listed, nameOf, say, whatIs } from "./texts.js";
import { Watch } from "./watch.js";

const NOTHING = "nothing";
const KINDS = [
  ["someone.good", (one) => one.good && one.protected === "none"],
  ["someone.protected", (one) => one.protected !== "none"],
  ["someone.other", (one) => !one.good && one.protected === "none"],
];
const watch = new Watch({ state: by("state"), problem: by("problem"), begin: by("begin"), stop: by("stop") });
let [someone, run] = [null, null];

async function begin() {
  by("living").hidden = true;
  by("end").hidden = true;
  by("news").replaceChildren();
  by("passed").textContent = "";
  let asked = null;
  const [seed] = crypto.getRandomValues(new Uint32Array(1));
  const done = await watch.run(
    async () => {
      asked = await post("someone", { policy: "as-told", society: "smallville", seed });
      remember({ someone: asked.id });
      return asked.run;
    },
    (started) => `runs/${started.id}`,
    {},
  );
  if (done) await attempt(() => meet(asked.id));
  else remember({ someone: null });
}

/** Show whom the server has drawn. */
async function meet(id) {
  const told = await get(`someone/${id}`);
  run = told.run;
  show(told);
  by("state").textContent = "";
  if (told.status === "over") await end();
  else by("who").focus();
}

/** After a reload: the same person, where they stood; or that they are no longer here. */
async function arrive() {
  const id = remembered().someone;
  if (!id) return;
  try {
    const told = await get(`someone/${id}`);
    const there = told.status !== "preparing" || (await watch.resume(`runs/${told.run.id}`, {}));
    if (there) await attempt(() => meet(id));
    else remember({ someone: null });
  } catch (error) {
    if (error.status === 409) await begin(); // nobody waited for the society; whom it would have drawn was not seen yet
    else refused(error);
  }
}

function refused(error) {
  if (error.status === 404) remember({ someone: null });
  showProblem(by("problem"), error.status === 404 ? new Error(say("someone.forgotten")) : error);
}

/** Do something during which nothing else can be chosen. */
async function attempt(work) {
  showProblem(by("problem"), null);
  const buttons = [by("begin"), ...by("choices").querySelectorAll("button")];
  const at = document.activeElement;
  for (const button of buttons) button.disabled = true;
  try {
    await work();
  } catch (error) {
    refused(error);
  } finally {
    for (const button of buttons) button.disabled = false;
    if (document.activeElement === document.body && at.isConnected) at.focus(); // a disabled button lost it
  }
}

function show(told) {
  someone = told;
  const { person } = told;
  by("living").hidden = false;
  by("who").textContent = whoIs(person);
  by("months").value = told.month;
  const stands = [
    [say("someone.month"), say("someone.month_of", { month: Math.min(told.month + 1, told.months), months: told.months })],
    [say("someone.score"), person.score ?? "–"],
    [say("someone.listed"), say(person.listed ? "someone.yes" : "someone.no")],
  ];
  by("stands").replaceChildren(
    ...stands.map(([what, value]) => element("div", {}, element("dt", {}, what), element("dd", {}, String(value)))),
  );
  const open = [...by("choices").querySelectorAll("details[open]")].map((group) => group.dataset.group);
  by("choices").replaceChildren(...(told.status === "over" ? [] : choices(told, open)));
}

function option(name, label, ...told) {
  return element("label", {}, element("input", { type: "radio", name: "choice", value: name, checked: name === NOTHING }), ` ${label} `,
    ...told.filter(Boolean).map((text) => element("span", { className: "quiet" }, `${text} `)));
}

/** Which right protects an act, if one does. */
const guarded = (one) => one.protected !== "none" && say("someone.right", { right: nameOf("rights", one.protected) });

/** What an act is worth, and to whom it would have to be known. */
function counts(one) {
  if (!one.points) return say("someone.no_points");
  const seen = listed(one.seen_by.map((channel) => nameOf("channels", channel)));
  return say("someone.counts", { points: `${one.points > 0 ? "+" : "−"}${Math.abs(one.points)}`, seen });
}

/** What may be chosen for a month: one of the acts that are open, or nothing; groups that were `open` stay so. */
function choices(told, open) {
  const groups = KINDS.map(([key, belongs]) => {
    const there = told.choices.filter(belongs);
    return there.length && element("details", { "data-group": key, open: open.includes(key) }, element("summary", {}, say(key)),
      ...there.map((one) => option(one.act, nameOf("acts", one.act), whatIs("acts", one.act) ?? one.what, guarded(one), counts(one))));
  });
  return [
    element("fieldset", {}, element("legend", {}, say("someone.choose", { month: told.month + 1, months: told.months })), option(NOTHING, say("someone.nothing")), ...groups.filter(Boolean)),
    element("div", { className: "row" },
      element("button", { type: "submit" }, say("someone.live_month")),
      element("button", { type: "button", className: "plain", onclick: () => liveOn() }, say("someone.live_rest"))),
  ];
}

async function month(choice) {
  const from = someone.week;
  const told = await post(`someone/${someone.id}/month`, { month: someone.month, choice });
  show(told);
  by("passed").textContent = say("someone.passed", { month: told.month, months: told.months });
  by("news").replaceChildren(...news(told.news, from));
  if (told.status === "over") await end();
}

/** What a month brought: what happened and began in it, and what ended. */
function news(told, from) {
  const began = { ...told, consequences: told.consequences.filter((one) => one.start >= from), family_felt: told.family_felt.filter((one) => one.week >= from) };
  const ended = told.consequences.filter((one) => one.start < from && one.end !== null && one.ended_by);
  const lines = [
    ...moments(began).map(([, text, kind]) => line(text, kind)),
    ...ended.map((one) => line(say("someone.ended", { what: thing(one.name), end: nameOf("endings", one.ended_by) }), "")),
  ];
  return lines.length ? lines : [line(say("someone.quiet_month"), "")];
}

/** Live what is left of the five years, choosing nothing. */
async function liveOn() {
  await attempt(async () => {
    while (someone.status !== "over") await month(NOTHING);
  });
}

async function end() {
  by("state").textContent = say("someone.ending");
  showEnd(by("end"), await get(`someone/${someone.id}/end`), run);
  by("end").hidden = false;
  by("state").textContent = "";
  by("over").focus();
}

by("begin").addEventListener("click", begin);
by("choices").addEventListener("submit", (event) => {
  event.preventDefault();
  const choice = new FormData(event.target).get("choice") ?? NOTHING;
  attempt(async () => {
    await month(choice);
    by("choices").querySelector("input")?.focus(); // in the group that tells the month; Enter lives the next one
  });
});
arrive();
