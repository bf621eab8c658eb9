// The words of the page: one JSON block, written by the server from the texts of the language.

const words = JSON.parse(document.getElementById("texts").textContent);

/** Return the text of a key, with {placeholders} filled. A missing key shows itself. */
export function say(key, values = {}) {
  const text = words.interface[key];
  if (text === undefined) return key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** Return what a thing of a kind is called ("acts", "theft"), or its own name. */
export function nameOf(kind, name) {
  return words.names[kind]?.[name] ?? name.replaceAll("_", " ");
}

/** Return the sentence that says what a thing of a kind is; undefined if there is none. */
export const whatIs = (kind, name) => words.what[kind]?.[name];

/** Return the names of a kind. */
nameOf.all = (kind) => words.names[kind];

/** Join a thing and what is told of it, as the language does. */
export const colon = (what, told) => say("join.colon", { what, told });

/** Join the items of a list, as the language does. */
export const listed = (items) => items.slice(1).reduce((first, second) => say("join.comma", { first, second }), items[0] ?? "");

/** The language of the page, as the server knows it. */
export const language = document.documentElement.lang.slice(0, 2);

/** The language of what the server says: what it cannot say in that of the page it says in English. */
export const languageOf = (text) => (language !== "en" && /[A-Za-z]{3}/.test(text) && !/[\u4e00-\u9fff]/.test(text) ? "en" : null);

const spoken = document.documentElement.lang;
const whole = new Intl.NumberFormat(spoken, { maximumFractionDigits: 0 });
const minus = (text) => text.replace("-", "−");

/** Write a number as people of the language do. */
export function number(value, digits = 0) {
  if (value === null || value === undefined || Number.isNaN(value)) return "–";
  if (digits === 0) return minus(whole.format(value));
  return minus(new Intl.NumberFormat(spoken, { maximumFractionDigits: digits, minimumFractionDigits: digits }).format(value));
}

const LEAST = 0.0001;

/** Write a number with as many digits as it is worth; 0 as 0, and what is next to nothing as less than the least. */
export function fine(value) {
  if (value === 0) return "0";
  const size = Math.abs(value ?? NaN);
  if (size < LEAST) return `${value < 0 ? "> −" : "< "}${LEAST}`;
  return number(value, size >= 100 ? 0 : size >= 1 ? 2 : 4);
}

/** Write a share as per cent. */
export function percent(share, digits = 1) {
  return `${number(100 * share, digits)}\u00a0%`;
}

/** Write the day on which a week begins, of a run that starts on a day: year and month. */
export function monthOf(starts, week) {
  const [year] = starts.split("-").map(Number);
  const inYear = week % 52;
  const day = new Date(Date.UTC(year + Math.floor(week / 52), 0, 1 + 7 * inYear));
  return new Intl.DateTimeFormat(spoken, { year: "numeric", month: "short", timeZone: "UTC" }).format(day);
}
