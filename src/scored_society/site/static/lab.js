// The lab: two rule books, a society, and what differs. The experiment stands after the # of the address.

import { get, post } from "./api.js";
import { by, remember, remembered, showProblem } from "./dom.js";
import { showResults } from "./results.js";
import { SchemaForm } from "./schemaform.js";
import { Stage } from "./stage.js";
import { nameOf, number, percent, say } from "./texts.js";
import { Watch } from "./watch.js";
import { packed, unpacked, yaml } from "./written.js";

const SIDES = ["a", "b"];
const FIRST = { a: "none", b: "as-told" };
const NUMBERS = ["citizens", "years", "burn_in", "seed"];
const watch = new Watch({ state: by("state"), problem: by("problem"), begin: by("begin"), stop: by("stop") });
const forms = {};
const societies = new Map();

/** The rule book of a side: the YAML that is written, or the name of the built-in one. */
const policyOf = (side) => (by(`yaml-${side}`).value.trim() ? by(`yaml-${side}`).value : by(`book-${side}`).value);

async function society() {
  const name = by("society").value;
  if (!societies.has(name)) societies.set(name, await get(`societies/${name}`));
  return societies.get(name);
}

async function take(side, name) {
  by(`book-${side}`).value = name;
  by(`yaml-${side}`).value = "";
  byHand(side, false);
  forms[side].start(name, (await get(`rule-books/${encodeURIComponent(name)}`)).document, await society());
  clear(side);
}

/** A file that is written by hand is more than the form can show: it rests until a rule book is chosen anew. */
function byHand(side, is) {
  by(`form-${side}`).hidden = is;
  by(`rests-${side}`).hidden = !is;
}

function clear(side) {
  showProblem(by(`problem-${side}`), null);
  by(`checked-${side}`).textContent = "";
}

function changed(side) {
  const changes = forms[side].changes();
  by(`yaml-${side}`).value = changes ? `${yaml(changes)}\n` : "";
  clear(side);
  keep();
}

async function check(side) {
  clear(side);
  try {
    const told = await post("rule-books/check", { policy: policyOf(side), society: by("society").value });
    by(`checked-${side}`).textContent = say("lab.valid", { rules: told.rules, assumed: told.assumed.length });
    return true;
  } catch (error) {
    showError(side, error);
    return false;
  }
}

/** Show a mistake, and the line of the file that it is in. */
function showError(side, error) {
  const message = error.message?.replace(/^rule-book\.yaml:\d+: /, "");
  if (error.line) showProblem(by(`problem-${side}`), new Error(message), `${say("lab.error_line", { line: error.line })} `);
  else showProblem(by(`problem-${side}`), error);
  if (!error.line || !by(`yaml-${side}`).value) return;
  by(`file-${side}`).open = true;
  const area = by(`yaml-${side}`);
  const lines = area.value.split("\n");
  const start = lines.slice(0, error.line - 1).join("\n").length + (error.line > 1 ? 1 : 0);
  area.focus();
  area.setSelectionRange(start, start + (lines[error.line - 1]?.length ?? 0));
}

const experiment = () => ({
  a: policyOf("a"), b: policyOf("b"), from: { a: by("book-a").value, b: by("book-b").value }, society: by("society").value,
  ...Object.fromEntries(NUMBERS.map((name) => [name, Number(by(name).value)])),
});

/** Write the experiment after the #: nothing of it is sent. */
function keep() {
  history.replaceState(history.state, "", `#${packed(experiment())}`);
}

/** Take the experiment that stands after the #. */
async function arrive() {
  const written = location.hash.slice(1);
  const told = written ? unpacked(written) : null;
  const unread = [];
  const read = (name, whether) => {
    if (told && !whether) unread.push(say(`lab.${name}`));
    return told && whether;
  };
  for (const side of SIDES) {
    const known = [...by(`book-${side}`).options].map((option) => option.value);
    const is = read(side, typeof told?.[side] === "string");
    await take(side, known.find((name) => is && name === told[side]) ?? known.find((name) => name === told?.from?.[side]) ?? FIRST[side]);
    if (!is || known.includes(told[side])) continue;
    by(`yaml-${side}`).value = told[side];
    byHand(side, true);
  }
  if (read("society", [...by("society").options].some((option) => option.value === told?.society))) by("society").value = told.society;
  for (const name of NUMBERS) {
    if (read(name, fits(by(name), told?.[name]))) by(name).value = told[name];
    judge(by(name));
  }
  if (!written) return;
  const what = new Intl.ListFormat(document.documentElement.lang).format(unread);
  const broken = told ? what && say("lab.fragment_unread", { what }) : say("lab.fragment_broken");
  showProblem(by("problem"), broken ? new Error(broken) : null);
}

/** Whether a field may hold a number. */
const fits = (field, value) => Number.isSafeInteger(value) && value >= Number(field.min) && value <= Number(field.max);

/** Say what a field may hold, where it holds something else. */
function judge(field) {
  field.setCustomValidity("");
  const wrong = !field.validity.valid;
  field.setCustomValidity(wrong ? say("lab.whole_number", { least: number(field.min), most: number(field.max) }) : "");
}

/** The stages of both sides, and what is shown on them. */
function staged() {
  by("stages").hidden = false;
  const stages = Object.fromEntries(SIDES.map((side) => [side, new Stage(by(`stage-${side}`), say(`lab.${side}`))]));
  stages.b.beside = stages.a;
  const comparing = (told) => {
    by("state").textContent = say("state.comparing", { share: percent(told.share, 0) });
  };
  const events = { comparing };
  for (const side of SIDES) {
    events[`started-${side}`] = (run) => stages[side].begin(run);
    events[`frame-${side}`] = (frame) => stages[side].show(frame);
    events[`done-${side}`] = () => stages[side].end();
  }
  return events;
}

async function live() {
  keep();
  by("results").replaceChildren();
  if (!((await check("a")) && (await check("b")))) return;
  const asked = experiment();
  const numbers = Object.fromEntries(NUMBERS.map((name) => [name, asked[name]]));
  const done = await watch.run(
    () => post("comparisons", { policy_a: asked.a, policy_b: asked.b, society: asked.society, ...numbers }),
    (started) => {
      remember({ comparison: started.id });
      return `comparisons/${started.id}`;
    },
    staged(),
  );
  if (done) await tell(done, asked);
}

async function tell(done, asked) {
  try {
    await showResults(by("results"), done, asked);
  } catch (error) {
    showProblem(by("problem"), error);
  }
}

/** After a reload: what was under way, or what it found. */
async function resume() {
  const { comparison } = remembered();
  const done = comparison && (await watch.resume(`comparisons/${comparison}`, staged()));
  if (done) await tell(done, experiment());
}

async function copy() {
  if (!NUMBERS.every((name) => by(name).reportValidity())) return;
  keep();
  try {
    await navigator.clipboard.writeText(location.href);
    by("copied").textContent = say("lab.copied");
  } catch {
    by("copied").textContent = location.href; // where the clipboard is closed, it can be taken from here
  }
}

async function prepare() {
  const [books, listed, limits, schema] = await Promise.all(
    ["rule-books", "societies", "limits", "rule-books/schema"].map((path) => get(path)),
  );
  by("society").replaceChildren(...listed.societies.map((one) => new Option(nameOf("societies", one.name), one.name)));
  by("society").value = "smallville";
  by("citizens").max = limits.citizens;
  by("years").max = limits.years;
  by("burn_in").max = limits.years;
  by("size-help").textContent = say("lab.size_help", { citizens: number(limits.citizens), years: number(limits.years) });
  for (const side of SIDES) {
    by(`book-${side}`).replaceChildren(...books.rule_books.map((one) => new Option(nameOf("books", one.name), one.name)));
    forms[side] = new SchemaForm(by(`form-${side}`), schema, () => changed(side));
    by(`book-${side}`).addEventListener("change", () => take(side, by(`book-${side}`).value).then(keep, (error) => showError(side, error)));
    by(`yaml-${side}`).addEventListener("change", () => {
      byHand(side, Boolean(by(`yaml-${side}`).value.trim()));
      clear(side);
      keep();
    });
    by(`check-${side}`).addEventListener("click", () => check(side));
  }
  for (const name of ["society", ...NUMBERS]) by(name).addEventListener("change", keep);
  for (const name of NUMBERS) by(name).addEventListener("input", () => judge(by(name)));
  by("society").addEventListener("change", async () => {
    const now = await society();
    for (const side of SIDES) forms[side].live(now);
  });
  await arrive();
  await resume();
}

by("experiment").addEventListener("submit", (event) => {
  event.preventDefault();
  live();
});
by("copy").addEventListener("click", copy);
window.addEventListener("hashchange", () => arrive().catch((error) => showProblem(by("problem"), error)));
for (const link of document.querySelectorAll(".languages a")) {
  link.addEventListener("click", () => {
    link.hash = location.hash; // the experiment goes along into the other language
  });
}
prepare().catch((error) => showProblem(by("problem"), error));
