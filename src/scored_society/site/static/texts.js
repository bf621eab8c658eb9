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

const language = document.documentElement.lang;
const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
const minus = (text) => text.replace("-", "−");

/** Write a number as people of the language do. */
export function number(value, digits = 0) {
  if (value === null || value === undefined || Number.isNaN(value)) return "–";
  if (digits === 0) return minus(whole.format(value));
  return minus(new Intl.NumberFormat(language, { maximumFractionDigits: digits, minimumFractionDigits: digits }).format(value));
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
  return new Intl.DateTimeFormat(language, { year: "numeric", month: "short", timeZone: "UTC" }).format(day);
}
