// A chapter's live society: its controls, the run they make, what it found.

import { get, post } from "./api.js";
import { by, element, remember, remembered, showProblem } from "./dom.js";
import { showCharts } from "./pictures.js";
import { Stage } from "./stage.js";
import { colon, language, nameOf, number, percent, say } from "./texts.js";
import { Watch } from "./watch.js";

const chapter = JSON.parse(by("chapter").textContent);
const form = by("controls");
const FINGERPRINT = 16; // letters of it that are shown
const RULE_BOOK = "policy.yaml";
const FOLDERS = ["run-a", "run-b"];
const compared = Boolean(chapter.compare_with);
const kind = compared ? "comparisons" : "runs";
const stage = new Stage(by("stage"));
let lived = null; // where the controls stood for what is shown
let unmoved = ""; // what was said of it before they were moved
const watch = new Watch({ state: by("state"), problem: by("problem"), begin: by("begin"), stop: by("stop") });

function valueOf(control) {
  const field = form.elements[control.id];
  if (control.kind === "slider") return Number(field.value);
  return control.kind === "switch" ? field.checked : field.value;
}

function setValue(control, value) {
  const field = form.elements[control.id];
  if (control.kind === "switch") field.checked = value;
  else field.value = value;
}

function showValues() {
  for (const control of chapter.controls.filter((each) => each.kind === "slider")) {
    by(`value-${control.id}`).textContent = written(control, valueOf(control));
    form.elements[control.id].setAttribute("aria-valuetext", written(control, valueOf(control)));
  }
}

/** Write where a slider stands, with as many digits as its steps have. */
function written(control, value) {
  if (control.shown === "percent") return percent(value, 0);
  return number(value, (String(control.step).split(".")[1] ?? "").length);
}

/** Where the controls stand, without those that stand at their start. */
function positions() {
  const moved = chapter.controls.map((control) => [control, valueOf(control)]).filter(([control, value]) => value !== control.start);
  return Object.fromEntries(moved.map(([control, value]) => [control.id, value]));
}

const comparing = (told) => {
  by("state").textContent = say("state.comparing", { share: percent(told.share, 0) });
};
const shown = compared ? "-b" : "";
const events = {
  [`started${shown}`]: (run) => stage.begin(run),
  [`frame${shown}`]: (frame) => stage.show(frame),
  ...(compared ? { comparing } : {}),
};

/** Say whether the controls stand where they stood for what is shown. */
function mark() {
  if (!stage.run || lived === null) return;
  const moved = JSON.stringify(positions()) !== lived;
  if (moved && by("earlier").hidden) unmoved = by("state").textContent;
  if (moved || !by("earlier").hidden) by("state").textContent = moved ? say("control.moved") : unmoved;
  by("earlier").hidden = !moved;
}

function clear() {
  lived = null;
  by("earlier").hidden = true;
  by("found").textContent = "";
  by("charts").replaceChildren();
  by("repeat").hidden = true;
}

async function live() {
  const values = positions();
  clear();
  const done = await watch.run(
    () => post(`chapters/${chapter.id}/runs`, { values }),
    (started) => {
      lived = JSON.stringify(values);
      remember({ run: started.id, values });
      return `${kind}/${started.id}`;
    },
    events,
  );
  if (done) await tell(done);
}

/** How a run is repeated, and how it is quoted. */
function repeated({ inputs, fingerprint }) {
  const policy = inputs.policy.includes("\n") ? `${nameOf("books", chapter.book)} (${say("lab.changed")})` : nameOf("books", inputs.policy);
  const quoted = {
    version: document.documentElement.dataset.version, policy, society: nameOf("societies", inputs.society),
    citizens: number(inputs.citizens), years: inputs.years, seed: inputs.seed, fingerprint: fingerprint.slice(0, FINGERPRINT),
  };
  return [
    `${say("voice.one_run_means")} ${say("chapter.repeat", { seed: inputs.seed, fingerprint: quoted.fingerprint })}`,
    colon(say("quote.title"), say("quote.text", quoted)),
  ];
}

/** The rule book of what was lived, and the commands that live it again. */
function livedAgain(done) {
  const runs = compared ? [done.run_a, done.run_b] : [done];
  const commands = runs.map(({ inputs }, index) => {
    const book = inputs.policy.includes("\n") ? RULE_BOOK : inputs.policy;
    const size = `--society ${inputs.society} --citizens ${inputs.citizens} --years ${inputs.years} --seed ${inputs.seed}`;
    return `scored simulate ${book} ${size}${compared ? ` --out ${FOLDERS[index]}` : ""}`;
  });
  if (compared) commands.push(`scored compare ${FOLDERS.join(" ")}`);
  return [
    element("p", {}, element("a", { href: `/api/runs/${runs.at(-1).id}/${RULE_BOOK}`, download: RULE_BOOK }, say("download.policy"))),
    element("p", {}, say("export.repeat")),
    element("ul", {}, ...commands.map((command) => element("li", {}, element("code", {}, command)))),
  ];
}

/** Show what came of a run. */
async function tell(done) {
  stage.end();
  by("earlier").hidden = true;
  mark();
  const run = compared ? done.run_b : done;
  by("repeat").replaceChildren(...repeated(run).map((text) => element("p", {}, text)), ...livedAgain(done));
  by("repeat").hidden = false;
  try {
    by("found").textContent = (await get(`chapters/${chapter.id}/found/${done.id}?language=${language}`)).sentence;
    const ofRun = chapter.charts.map((name) => [`runs/${run.id}`, name]);
    const ofBoth = chapter.compared_charts.map((name) => [`comparisons/${done.id}`, name]);
    await showCharts(by("charts"), [...ofRun, ...ofBoth]);
  } catch (error) {
    showProblem(by("problem"), error);
  }
}

/** After a reload, or back from another page: the controls as they stood, and the run, if it is there. */
async function arrive() {
  const { run, values } = remembered();
  for (const control of chapter.controls) if (control.id in (values ?? {})) setValue(control, values[control.id]);
  showValues();
  if (!run) return;
  if (by("noted")) by("noted").open = true;
  lived = JSON.stringify(positions());
  const done = await watch.resume(`${kind}/${run}`, events);
  if (done) await tell(done);
}

function changed() {
  showValues();
  mark();
}

form.addEventListener("input", changed);
form.addEventListener("reset", () => setTimeout(changed)); // the controls are put back after the event
form.addEventListener("submit", (event) => {
  event.preventDefault();
  live();
});
arrive();
