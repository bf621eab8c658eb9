// A life, told beside the same person under `none`. The address' fragment says which: #RUN/CITIZEN.

import { get, post } from "./api.js";
import { by, element, remember, remembered, showProblem } from "./dom.js";
import { showLife } from "./lifeview.js";
import { nameOf, number, say } from "./texts.js";
import { Watch } from "./watch.js";

const TOWN = { policy: "as-told", society: "smallville", citizens: 20_000, years: 10, seed: 1 };
const LARGER = { ...TOWN, society: "china-2020", citizens: 100_000 };
const GOING = ["waiting", "living", "done"];
const watch = new Watch({ state: by("state"), problem: by("problem"), stop: by("stop") });
const buttons = [...document.querySelectorAll("button.find")];
let run = null;

/** Live what `start` posts, unless it is lived already. After a reload, what was under way by this name goes on. */
async function lived(name, start) {
  const known = remembered()[name];
  const there = known && (await get(`runs/${known}`).catch(() => null));
  const path = ({ id }) => {
    remember({ [name]: id });
    return `runs/${id}`;
  };
  const done = GOING.includes(there?.status) ? await watch.follow(path(there), {}) : await watch.run(start, path, {});
  remember({ [name]: null });
  return done;
}

/** Find somebody, in the run that is shown or in a society that is lived for it, and tell that life. */
async function find(what, society = null) {
  showProblem(by("problem"), null);
  by("nobody").replaceChildren();
  for (const button of buttons) button.disabled = true;
  try {
    if (society || !run) {
      remember({ finding: { what, society } });
      run = await lived("town", () => post("runs", society ?? TOWN));
    }
    if (!run) {
      remember({ finding: null });
      return;
    }
    by("state").textContent = say("life.searching");
    const found = await get(`runs/${run.id}/find?what=${what}`);
    remember({ finding: null });
    const one = found.lives[Math.floor(Math.random() * found.lives.length)];
    if (one) {
      history.pushState(null, "", `#${run.id}/${one.citizen}`);
      await tell(one.citizen);
    } else nobody(what, found.looked_through);
  } catch (error) {
    if (error.status !== 0) remember({ finding: null }); // without an answer it may be the page that is leaving
    if (error.status === 404) run = null;
    showProblem(by("problem"), error);
  } finally {
    for (const button of buttons) button.disabled = false;
    if (by("state").textContent === say("life.searching")) by("state").textContent = "";
  }
}

/** Say that nobody was found, and offer a larger society, in which there are more of everybody. */
function nobody(what, looked) {
  by("life").replaceChildren();
  by("twin").replaceChildren();
  by("society").textContent = "";
  const larger = element("button", { type: "button", onclick: () => find(what, LARGER) }, say("life.larger", { citizens: number(LARGER.citizens) }));
  by("nobody").replaceChildren(
    element("p", {}, say("life.nobody", { looked: number(looked) })), ...(run.citizens < LARGER.citizens ? [larger] : []),
  );
}

async function tell(citizen) {
  const { inputs } = run;
  by("nobody").replaceChildren();
  by("society").textContent = say("life.society", {
    policy: inputs.policy.includes("\n") ? say("life.own_rule_book") : nameOf("books", inputs.policy),
    society: nameOf("societies", inputs.society), citizens: number(inputs.citizens), seed: inputs.seed,
  });
  by("twin").replaceChildren();
  showLife(by("life"), await get(`runs/${run.id}/lives/${citizen}`), run, say("life.heading", { citizen }));
  const twin = await lived("twin", () => post(`runs/${run.id}/twin`));
  if (!twin) return;
  const heading = say("life.twin_heading", { citizen });
  try {
    showLife(by("twin"), await get(`runs/${twin.id}/lives/${citizen}`), twin, heading);
  } catch (error) {
    if (error.status !== 422) throw error;
    by("twin").replaceChildren(element("h3", {}, heading), element("p", {}, say("life.unknown")));
  }
  by("state").textContent = "";
  by("life").querySelector("h3").focus({ preventScroll: true });
}

/** Look on for whom was looked for when the page was left; else tell whom the address names. */
async function arrive() {
  const { finding } = remembered();
  if (finding) {
    await find(finding.what, finding.society);
    return;
  }
  const [id, citizen] = location.hash.slice(1).split("/");
  if (!id || !citizen) return;
  showProblem(by("problem"), null);
  try {
    run = await get(`runs/${encodeURIComponent(id)}`);
    if (run.status !== "done") run = await watch.follow(`runs/${run.id}`, {});
    if (run) await tell(citizen.replace(/[^\d.]/g, ""));
  } catch (error) {
    run = null;
    showProblem(by("problem"), error.status === 404 ? new Error(say("life.gone")) : error);
  }
}

for (const button of buttons) button.addEventListener("click", () => find(button.dataset.what));
window.addEventListener("popstate", arrive);
arrive();
