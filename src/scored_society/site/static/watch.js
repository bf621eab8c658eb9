// Start something that lives for a while, watch it, and stop it.

import { cancel, get, stream } from "./api.js";
import { showProblem } from "./dom.js";
import { say } from "./texts.js";

/**
 * Watches one thing at a time.
 *
 * @param {object} parts `state` (a live region), `problem`, `stop` (a button), `begin` (the button that started it)
 */
export class Watch {
  constructor(parts) {
    this.parts = parts;
    parts.stop?.addEventListener("click", () => this.stop());
  }

  /** Start what `start` posts, and watch it at `path(started)`. Resolves with what `done` told, or null. */
  async run(start, path, on) {
    await this.stop();
    showProblem(this.parts.problem, null);
    if (this.parts.begin) this.parts.begin.disabled = true;
    this.parts.state.textContent = say("state.starting");
    try {
      return await this.follow(path(await start()), on);
    } catch (error) {
      this.rest("");
      showProblem(this.parts.problem, error);
      return null;
    }
  }

  /** Go on watching what was started before, unless it is gone or was stopped; quietly null then. */
  async resume(path, on) {
    const told = await get(path).catch(() => null);
    if (!told || !["waiting", "living", "done"].includes(told.status)) return null;
    if (this.parts.begin) this.parts.begin.disabled = true;
    return this.follow(path, on);
  }

  /** Watch what is at a path; `on` gets its events. */
  follow(path, on) {
    const { state, problem, stop } = this.parts;
    this.current = path;
    if (stop) stop.hidden = false;
    return new Promise((resolve) => {
      const finish = (text, value) => {
        this.current = null;
        this.rest(text);
        resolve(value);
      };
      this.drop = () => finish(say("state.cancelled"), null);
      this.close = stream(path, {
        ...on,
        waiting: (told) => {
          state.textContent = told.position > 0 ? say("state.waiting", { place: told.position }) : say("state.next");
        },
        started: (told) => {
          state.textContent = say("state.living");
          on.started?.(told);
        },
        ...this.telling(on),
        done: (told) => {
          on.done?.(told);
          finish(say(path.startsWith("comparisons/") ? "state.done_pair" : "state.done"), told);
        },
        failed: (told) => {
          showProblem(problem, new Error(told.message));
          finish(say("state.failed"), null);
        },
        cancelled: () => finish(say("state.cancelled"), null),
        away: () => showProblem(problem, { status: 0 }),
        back: () => {
          showProblem(problem, null);
          state.textContent = say("state.reconnected");
        },
        lost: async () => {
          const refused = await get(path).then(() => ({ status: 503 }), (error) => error);
          showProblem(problem, refused.status === 404 ? new Error(say("error.no_such_run")) : refused);
          finish("", null);
        },
      });
    });
  }

  /** What is said while something lives: that it does, or what keeps it waiting; of each side of a comparison. */
  telling(on) {
    const { state } = this.parts;
    const said = (key) => {
      if (state.textContent !== say(key)) state.textContent = say(key);
    };
    const events = {};
    for (const side of ["", "-a", "-b"]) {
      events[`note${side}`] = on[`note${side}`] ?? (() => said("state.compiling"));
      events[`frame${side}`] = (frame) => {
        said("state.living");
        on[`frame${side}`]?.(frame);
      };
    }
    return events;
  }

  /** Cancel what is under way. */
  async stop() {
    const path = this.current;
    if (!path) return;
    this.current = null;
    this.close?.();
    await cancel(path).catch(() => null);
    this.drop?.();
  }

  rest(text) {
    const { state, begin, stop } = this.parts;
    state.textContent = text;
    if (begin) begin.disabled = false;
    if (stop) stop.hidden = true;
  }
}
