// A society as it lives: how its people are spread over the scores, week by week, and what shuts them out.

import { calm, element, scrolling, table } from "./dom.js";
import { colon, monthOf, nameOf, number, percent, say } from "./texts.js";

const WEEKS_A_YEAR = 52;
const ROOM = { left: 8, right: 8, top: 12, bottom: 26 };

const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Draw bars of a histogram; the ends of the range and the start are written below them. */
function draw(canvas, frame, bins, score) {
  const ratio = window.devicePixelRatio || 1;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
  if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
  const pen = canvas.getContext("2d");
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  const counts = frame.histogram;
  if (!counts || !score) return;
  const most = Math.max(...counts.map(Math.sqrt), 1);
  const across = (value) => ROOM.left + ((value - bins[0]) / (bins.at(-1) - bins[0])) * (width - ROOM.left - ROOM.right);
  const floor = height - ROOM.bottom;
  pen.fillStyle = ink("--bar");
  counts.forEach((count, index) => {
    const tall = (Math.sqrt(count) / most) * (floor - ROOM.top);
    const [from, to] = [across(bins[index]), across(bins[index + 1])];
    pen.fillRect(from + 0.5, floor - tall, Math.max(1, to - from - 1), tall);
  });
  pen.strokeStyle = ink("--quiet");
  pen.beginPath();
  pen.moveTo(ROOM.left, floor + 0.5);
  pen.lineTo(width - ROOM.right, floor + 0.5);
  pen.stroke();
  pen.fillStyle = ink("--ink");
  pen.font = "13px system-ui, sans-serif";
  for (const [value, align] of [[score.lowest, "left"], [score.start, "center"], [score.highest, "right"]]) {
    pen.textAlign = align;
    pen.fillText(String(value), across(value), height - 8);
  }
}

/** What stands beside the picture, of one frame. */
function figures(frame) {
  const shutOut = Object.values(frame.shut_out ?? {}).reduce((most, count) => Math.max(most, count), 0);
  return [
    [say("stage.people"), number(frame.people)],
    ...(frame.mean === null ? [] : [[say("stage.mean"), number(frame.mean, 1)]]),
    [say("stage.listed"), number(frame.listed)],
    [say("stage.listed_wrongly"), number(frame.listed_wrongly)],
    [say("stage.shut_out"), number(shutOut)],
    [say("stage.trust"), frame.trust === null ? "–" : percent(frame.trust, 0)],
  ];
}

/**
 * A stage within a place of the page; `name` tells it from another one on the same page.
 *
 * `begin(run)` clears it, `show(frame)` draws a week, `end()` writes the table that says the same in numbers.
 * `beside` is a stage that goes along: it shows the week that this one shows.
 */
export class Stage {
  constructor(place, name = "") {
    this.name = name;
    this.canvas = element("canvas", { role: "img", "aria-label": say("stage.alternative") });
    this.canvas.style.height = "14rem";
    this.when = element("p", { className: "note" });
    this.numbers = element("dl", { className: "numbers" });
    this.bar = element("progress", { max: 1, value: 0, "aria-label": say("stage.progress") });
    this.told = element("details", { hidden: true }, element("summary", {}, say("chart.as_table")));
    this.picture = element("figure", { hidden: true }, this.canvas, element("figcaption", {}, say("stage.caption"), calm.matches ? ` ${say("access.reduced")}` : ""));
    this.unscored = element("p", { className: "note", hidden: true }, say("stage.not_scored"));
    this.how = element("p", { className: "note", hidden: true }, say("stage.one_run"));
    this.bar.hidden = true;
    place.replaceChildren(this.bar, this.when, this.picture, this.unscored, this.numbers, this.how, this.told);
    this.frames = [];
    new ResizeObserver(() => this.redraw()).observe(this.canvas);
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.redraw());
  }

  begin(run) {
    this.run = run;
    this.shown = null;
    this.frames = [];
    this.told.hidden = true;
    this.picture.hidden = !run.score;
    this.unscored.hidden = Boolean(run.score);
    this.how.hidden = false;
    this.bar.hidden = false;
    this.bar.value = 0;
  }

  show(frame) {
    if (frame.week <= (this.frames.at(-1)?.week ?? -1)) return; // told again after the connection was lost
    this.frames.push(frame);
    this.bar.value = (frame.week + 1) / this.run.weeks;
    if (calm.matches && frame.week % WEEKS_A_YEAR && frame.week + 1 < this.run.weeks) return;
    if (!this.waiting) {
      this.waiting = requestAnimationFrame(() => {
        this.waiting = null;
        if (this.frames.length) this.draw(this.frames.at(-1));
      });
    }
  }

  redraw() {
    if (this.shown) this.draw(this.shown);
  }

  /** Draw a week, and the same one on a stage beside this that has lived it before. */
  draw(frame) {
    this.shown = frame;
    draw(this.canvas, frame, this.run.bins, this.run.score);
    this.when.textContent = monthOf(this.run.starts, frame.week);
    this.numbers.replaceChildren(
      ...figures(frame).map(([what, value]) => element("div", {}, element("dt", {}, what), element("dd", {}, value))),
    );
    this.beside?.again(frame.week);
  }

  /** Show a week again that was lived. */
  again(week) {
    const frame = this.frames.findLast((one) => one.week <= week);
    if (!frame) return;
    this.bar.hidden = frame === this.frames.at(-1);
    this.bar.value = (frame.week + 1) / this.run.weeks;
    this.draw(frame);
  }

  end() {
    this.bar.hidden = true;
    const last = this.frames.at(-1);
    if (!last) return;
    this.draw(last);
    const yearly = this.frames.filter((frame) => (frame.week + 1) % WEEKS_A_YEAR === 0);
    const headings = [say("stage.year"), ...figures(last).map(([what]) => what)];
    const rows = yearly.map((frame) => [
      monthOf(this.run.starts, frame.week), ...figures(frame).map(([, value]) => value),
    ]);
    const worst = Object.entries(last.shut_out ?? {}).filter(([, count]) => count > 0);
    this.told.replaceChildren(
      element("summary", {}, say("chart.as_table")),
      scrolling(`${say("stage.table")} ${this.name}`.trim(), table(say("stage.table"), headings, rows)),
      ...(worst.length
        ? [table(say("stage.shut_out_by"), [say("stage.domain"), say("stage.people")],
            worst.map(([domain, count]) => [nameOf("domains", domain), number(count)]))]
        : []),
    );
    this.told.hidden = false;
    this.canvas.setAttribute(
      "aria-label",
      `${say("stage.alternative")} ${figures(last).map(([what, value]) => colon(what, value)).join("; ")}`,
    );
  }
}
