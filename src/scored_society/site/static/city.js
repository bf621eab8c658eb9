// The city: started, played, scrubbed, and entered by a dot.

import { get, getBytes, post } from "./api.js";
import { Cityscape, unpacked } from "./cityscape.js";
import { by, calm, element, remember, remembered, showProblem } from "./dom.js";
import { legend } from "./legend.js";
import { listed, monthOf, nameOf, number, percent, say } from "./texts.js";
import { Watch } from "./watch.js";

const AT_ONCE = 8;
const A_FRAME = 120; // milliseconds
const SMALLTOWN = 20_000; // more people than this live in a whole country
const TOLD = 3;
const FIRST_WEEKS = 8; // by then the first frame is drawn
const form = by("controls");
const canvas = by("map");
const watch = new Watch({ state: by("state"), problem: by("problem"), begin: by("begin"), stop: by("stop") });
let [run, city, frames, shown, playing, marked, asking, wanted] = [null, null, [], 0, null, null, null, null];

const colour = () => (["score", "doors"].includes(by("colour").value) ? by("colour").value : Number(by("colour").value));
const events = {
  started: (told) => {
    run = told;
  },
  frame: (told) => told.week >= FIRST_WEEKS && more(),
};

function clear() {
  pause();
  [run, city, frames, shown, marked, wanted] = [null, null, [], 0, null, null];
  by("city").hidden = true;
}

async function begin() {
  clear();
  const asked = Object.fromEntries(new FormData(form));
  const citizens = Number(asked.citizens);
  const done = await watch.run(
    () =>
      post("runs", {
        policy: asked.policy, society: citizens > SMALLTOWN ? "china-2020" : "smallville", citizens,
        years: Number(asked.years), seed: 1,
      }),
    (started) => {
      remember({ run: started.id, asked, week: null, colour: null });
      return `runs/${started.id}`;
    },
    events,
  );
  if (done) await finish(done);
}

async function finish(done) {
  run = done;
  await more(true);
}

/** After a reload, or back from a life: the city as it stood, if its run is there. */
async function arrive() {
  const kept = remembered();
  for (const [name, value] of Object.entries(kept.asked ?? {})) form.elements[name].value = value;
  if (!kept.run) return;
  wanted = kept;
  const done = await watch.resume(`runs/${kept.run}`, events);
  if (done) await finish(done);
}

/** Fetch the frames that are there by now, unless that is under way; `all`: until there is none left. */
async function more(all = false) {
  if (asking && !all) return;
  await asking;
  asking = fetchFrames(all);
  await asking;
  asking = null;
}

async function fetchFrames(all) {
  const id = run.id;
  try {
    for (let fresh = [null]; fresh.length && run?.id === id; fresh = all ? fresh : []) {
      fresh = unpacked(await getBytes(`runs/${id}/city/frames?from=${frames.length}&to=${frames.length + AT_ONCE}`));
      if (fresh.length && !city) {
        city = new Cityscape(await get(`runs/${id}/city/layout`), fresh[0]);
        open();
      }
      frames.push(...fresh);
      if (fresh.length) arrived();
    }
  } catch (error) {
    if (error.status !== 409) showProblem(by("problem"), error); // 409: the run has not begun
  }
}

function open() {
  by("city").hidden = false;
  by("citizen").max = city.layout.seats - 1;
  const domains = city.layout.domains.map((domain, index) =>
    element("option", { value: String(index) }, say("city.shut_out_of", { domain: nameOf("domains", domain) })),
  );
  by("colour").replaceChildren(...[...by("colour").children].slice(0, 2), ...domains);
  by("colour").value = wanted?.colour ?? (run.score ? "score" : "doors");
  explain();
  const { every } = city.layout;
  by("every").textContent = every === 1 ? say("city.each_week") : say("city.every_weeks", { every });
  const names = listed(city.layout.left_out.map((name) => nameOf("sanctions", name)));
  by("bounds").textContent = names && say("city.left_out", { names });
}

/** Say what the colours mean. */
function explain() {
  by("legend").setAttribute("aria-label", `${say("city.coloured_by")} ${by("colour").selectedOptions[0].textContent}`);
  by("legend").replaceChildren(...legend(colour(), city.layout.bands));
}

/** Show the newest frame, unless somebody looks at an older one, or asks for less motion. */
function arrived() {
  const atEnd = Number(by("week").value) === Number(by("week").max);
  by("week").max = frames.length - 1;
  if (Number.isInteger(wanted?.week)) show(Math.min(wanted.week, frames.length - 1));
  else if (!playing && atEnd && !calm.matches) show(frames.length - 1);
  else if (!shown) show(0);
}

const weekOf = (index) => Math.min(index * city.layout.every, run.weeks - 1);

function show(index) {
  if (!frames.length) return;
  shown = Math.max(0, Math.min(index, frames.length - 1));
  by("week").value = shown;
  by("when").textContent = monthOf(run.starts, weekOf(shown));
  city.paint(frames[shown], colour());
  city.draw(canvas, marked);
  if (!playing) tell();
}

/** Say in words what the picture shows. */
function tell() {
  const counted = city.count(frames[shown]);
  const worst = counted.domains
    .map((people, index) => [nameOf("domains", city.layout.domains[index]), people])
    .filter(([, people]) => people)
    .sort((a, b) => b[1] - a[1])
    .slice(0, TOLD)
    .map(([domain, people]) => `${domain} ${number(people)}`);
  const text = say("city.counts", {
    people: number(counted.people), listed: number(counted.listed), share: percent(counted.listed / Math.max(1, counted.people), 2),
  });
  by("counts").textContent = worst.length ? `${text} ${say("city.shut_out_most", { domains: listed(worst) })}` : text;
  const whole = `${by("when").textContent}. ${by("counts").textContent}`;
  canvas.setAttribute("aria-label", whole);
  by("week").setAttribute("aria-valuetext", whole);
}

function play() {
  if (playing) return pause();
  if (shown >= frames.length - 1) show(0);
  by("play").textContent = say("city.pause");
  let last = 0;
  const step = (now) => {
    if (now - last >= A_FRAME) {
      last = now;
      if (shown >= frames.length - 1) return pause();
      show(shown + 1);
    }
    playing = requestAnimationFrame(step);
  };
  playing = requestAnimationFrame(step);
  return undefined;
}

function pause() {
  if (playing) cancelAnimationFrame(playing);
  playing = null;
  by("play").textContent = say("city.play");
  if (city && frames.length) {
    tell();
    keep();
  }
}

/** Remember where one stands, for the way back. */
const keep = () => remember({ week: shown, colour: by("colour").value });

/** Mark somebody, and let the link lead to that life. */
function choose(seat) {
  marked = seat;
  const there = seat !== null && frames.length && frames[shown].persons[seat] & 0x0f;
  by("open").hidden = !there;
  by("nobody").textContent = "";
  if (there) {
    by("citizen").value = seat;
    by("open").href = `../life/#${run.id}/${seat}`;
  }
  if (city) city.draw(canvas, marked);
}

function enter() {
  if (by("open").hidden) return;
  keep();
  by("open").click();
}

function move(event) {
  const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  if (event.key === " ") play();
  else if (event.key === "Enter") enter();
  else if (event.key in steps) choose(city.seatBeside(marked, steps[event.key], frames[shown]));
  else return;
  event.preventDefault();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  begin();
});
by("play").addEventListener("click", play);
by("week").addEventListener("input", () => {
  wanted = null;
  const index = Number(by("week").value);
  if (playing) pause();
  show(index);
});
by("week").addEventListener("change", keep);
by("colour").addEventListener("change", () => {
  explain();
  show(shown);
  keep();
});
by("citizen").addEventListener("change", () => {
  const { value, validity } = by("citizen");
  choose(value === "" ? null : Number(value));
  const asked = value !== "" || validity.badInput;
  if (asked && by("open").hidden) by("nobody").textContent = say("city.nobody", { most: number(city.layout.seats - 1) });
});
canvas.addEventListener("pointermove", (event) => {
  if (city && !playing && event.pointerType === "mouse") choose(city.seatBelow(canvas, event.offsetX, event.offsetY));
});
canvas.addEventListener("click", (event) => {
  choose(city.seatBelow(canvas, event.offsetX, event.offsetY));
  enter();
});
canvas.addEventListener("keydown", move);
new ResizeObserver(() => city && frames.length && city.draw(canvas, marked)).observe(canvas);
arrive();
