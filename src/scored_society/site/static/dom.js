// Small help with the page.

import { languageOf, say } from "./texts.js";

/** Make an element with properties, attributes (data-…, aria-…) and children. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key in made && !key.includes("-") && key !== "list") made[key] = value;
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

export const by = (id) => document.getElementById(id);

/** Make a table from a caption, headings and rows of text. */
export function table(caption, headings, rows) {
  const isNumber = (cell) => typeof cell === "number" || /^[−–+…<>\d.,\s-]*%?$/.test(String(cell));
  return element(
    "table",
    {},
    element("caption", {}, caption),
    element("thead", {}, element("tr", {}, ...headings.map((heading) => element("th", { scope: "col" }, heading)))),
    element(
      "tbody",
      {},
      ...rows.map((row) =>
        element(
          "tr",
          {},
          ...row.map((cell, index) =>
            index === 0
              ? element("th", { scope: "row", lang: languageOf(String(cell)) }, String(cell ?? ""))
              : element("td", { className: isNumber(cell) ? "number" : "", lang: languageOf(String(cell)) }, String(cell ?? "")),
          ),
        ),
      ),
    ),
  );
}

const REFUSALS = { 0: "state.offline", 401: "error.token", 413: "error.too_long", 500: "error.unforeseen", 503: "state.full" };

/** Say in words what went wrong. What a rule book is refused for, the server says, in English. */
export function explained(error) {
  if (error.status === 429) return error.retryAfter ? say("state.busy", { seconds: error.retryAfter }) : say("state.full");
  return REFUSALS[error.status] ? say(REFUSALS[error.status]) : error.message;
}

/** Show what went wrong, where the page has room for it, after words of the page's own; without an error, nothing. */
export function showProblem(place, error, before = "") {
  const text = error ? explained(error) : "";
  place.hidden = !error;
  place.replaceChildren(before, element("span", { lang: languageOf(text) }, text));
}

/** A region that scrolls, for a table that may be wider or longer than its place. */
export const scrolling = (label, ...children) =>
  element("div", { className: "scroll", tabIndex: 0, role: "region", "aria-label": label }, ...children);

/** Remember something of this visit to this page, for when it is reloaded or come back to: not longer, and nowhere else. */
export function remember(what) {
  history.replaceState({ ...history.state, ...what }, "");
}

export const remembered = () => history.state ?? {};

export const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
