// In a static copy: answers, from what stands in the page, what the server answers elsewhere.

import { by, showProblem } from "./dom.js";
import { say } from "./texts.js";

const { answers, frames } = JSON.parse(by("copied").textContent);
const HEADER = 16;
const BYTES_A_SEAT = 3;

/** What this copy does not hold. */
export class Refused extends Error {
  constructor() {
    super(say("export.not_here"));
    this.status = 404;
  }
}

export async function get(path) {
  if (!(path in answers)) throw new Refused();
  return answers[path];
}

/** Return frames of the city, with their header, as the server would send them. */
export async function getBytes(path) {
  const asked = new URLSearchParams(path.split("?")[1]);
  const whole = Uint8Array.from(atob(frames.bytes), (letter) => letter.charCodeAt(0));
  const size = frames.seats * BYTES_A_SEAT;
  const first = Number(asked.get("from"));
  const part = whole.subarray(first * size, Number(asked.get("to")) * size);
  const bytes = new Uint8Array(HEADER + part.length);
  const header = new DataView(bytes.buffer);
  [first, part.length / size, frames.seats].forEach((value, index) => header.setUint32(4 + 4 * index, value, true));
  bytes.set(part, HEADER);
  return bytes.buffer;
}

/** Give what was lived beforehand; another society was not. */
export async function post(path, asked = {}) {
  const started = await get(`POST ${path}`);
  if (asked.society && asked.society !== started.inputs.society) throw new Refused();
  return started;
}

export async function cancel() {
  return null;
}

/** Tell that what was asked for is done already. */
export function stream(path, on) {
  const telling = setTimeout(() => {
    on.started?.(answers[path]);
    on.done?.(answers[path]);
  });
  return () => clearTimeout(telling);
}

by("open")?.addEventListener("click", (event) => {
  event.preventDefault();
  showProblem(by("problem"), new Refused());
});
