// All that the pages ask of the server goes through here.

import { language } from "./texts.js";

/** What the server refused, in words. */
export class Refused extends Error {
  constructor(status, error) {
    super(error?.message ?? String(status));
    this.status = status;
    this.line = error?.line ?? null;
    this.retryAfter = error?.retry_after ?? null;
  }
}

/** Ask for a path of the API; a server that is gone is told from one that refuses. */
async function ask(path, options) {
  try {
    const headers = { "Accept-Language": language, ...options?.headers };
    return await fetch(`/api/${path}`, { ...options, headers });
  } catch {
    throw new Refused(0, null);
  }
}

async function answer(response) {
  if (response.status === 204) return null;
  const told = await response.json().catch(() => null);
  if (!response.ok) throw new Refused(response.status, told?.error);
  return told;
}

export async function get(path, options = {}) {
  return answer(await ask(path, options));
}

export async function getBytes(path, options = {}) {
  const response = await ask(path, options);
  if (!response.ok) return answer(response);
  return response.arrayBuffer();
}

export async function post(path, body = {}) {
  const headers = { "Content-Type": "application/json" };
  return answer(await ask(path, { method: "POST", headers, body: JSON.stringify(body) }));
}

export async function cancel(path) {
  return answer(await ask(path, { method: "DELETE" }));
}

const LAST = ["done", "failed", "cancelled"];

/**
 * Read a stream of events until it ends.
 *
 * `on` holds a function for each event; `on.away` is called when the server does not answer, `on.back` when it does
 * again, and `on.lost` when it refuses to go on.
 * Returns a function that stops reading.
 */
export function stream(path, on) {
  const source = new EventSource(`/api/${path}/stream`);
  const names = new Set([...Object.keys(on), ...LAST]);
  for (const own of ["away", "back", "lost"]) names.delete(own);
  for (const name of names) {
    source.addEventListener(name, (event) => {
      if (LAST.includes(name)) source.close();
      on[name]?.(JSON.parse(event.data || "{}"));
    });
  }
  let away = false;
  source.onerror = () => {
    away = source.readyState !== EventSource.CLOSED;
    if (away) on.away?.();
    else on.lost?.();
  };
  source.onopen = () => {
    if (away) on.back?.();
    away = false;
  };
  return () => source.close();
}
