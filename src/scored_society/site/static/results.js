// What a comparison found: effects with their intervals, by group, pictures, the audit, and everything to take along.

import { get } from "./api.js";
import { audit } from "./audit.js";
import { element, scrolling, table } from "./dom.js";
import { named } from "./lifeline.js";
import { showCharts } from "./pictures.js";
import { colon, fine, language, languageOf, nameOf, number, say } from "./texts.js";

const EVERYBODY = "everybody";
const CHARTS = ["effects", "effects-by-group", "effects-by-year", "fates"];
const THINGS = ["acts", "goods", "services", "channels", "domains", "rules", "sanctions", "entitlements", "routes"];

/** Write an interval; without one, that it is one run. */
const interval = (row) => (row.low === null ? say("voice.one_run") : `${fine(row.low)} … ${fine(row.high)}`);

function told(measure) {
  const [kind, of] = measure.split("/");
  return of ? colon(nameOf("measures", kind), named(THINGS, of)) : nameOf("measures", kind);
}

/** What each side of an experiment is called: the name of its rule book. */
export const sides = (asked) =>
  Object.fromEntries(["a", "b"].map((side) => [side, asked[side].includes("\n") ? `${nameOf("books", asked.from[side])} (${say("lab.changed")})` : nameOf("books", asked[side])]));

/** Show all of it in a place. `done` is the comparison as the API tells it, `asked` the experiment. */
export async function showResults(place, done, asked) {
  const effects = await get(`comparisons/${done.id}/effects`);
  const names = sides(asked);
  const [charts, law] = [element("div"), element("div")];
  place.replaceChildren(
    element("h3", {}, say("lab.effects")),
    headlines(effects, names),
    byGroup(effects),
    element("p", { className: "note" }, say("lab.withheld_note"), " ", say("quote.please")),
    element("h3", {}, say("lab.effects_drawn")),
    charts,
    ...["a", "b"].map((side) => findings(done[`run_${side}`].id, names[side])),
    law,
    downloads(done, asked, names),
  );
  await showCharts(charts, CHARTS.map((name) => [`comparisons/${done.id}`, name]), true);
  law.replaceChildren(await audit(asked, names));
}

const headings = (...keys) => keys.map((key) => say(`lab.${key}`));

function headlines(effects, names) {
  const [outcome, ...rest] = headings("outcome", "effect", "interval", "unit");
  const rows = effects.headlines.map((row) => [
    told(row.measure), fine(row.a), fine(row.b), fine(row.effect), interval(row), nameOf("units", row.unit),
  ]);
  return scrolling(say("lab.effects"), table(say("lab.holds_zero"), [outcome, `a: ${names.a}`, `b: ${names.b}`, ...rest], rows));
}

/** Every effect of one group, which is chosen. */
function byGroup(effects) {
  const groups = [...new Set(effects.effects.map((row) => row.group))].filter((group) => group !== EVERYBODY);
  const place = scrolling(say("lab.by_group"));
  const choice = element("select", {}, ...groups.map((group) => new Option(nameOf("groups", group), group)));
  const show = () => {
    const rows = effects.effects
      .filter((row) => row.group === choice.value && row.effect !== null)
      .map((row) => [told(row.measure), fine(row.effect), interval(row), nameOf("units", row.unit)]);
    place.replaceChildren(table(nameOf("groups", choice.value), headings("outcome", "effect", "interval", "unit"), rows));
  };
  choice.addEventListener("change", show);
  show();
  return element("details", {}, element("summary", {}, say("lab.by_group")), element("label", {}, `${say("lab.group")} `, choice), place);
}

/** What a run shows, in sentences; fetched when somebody wants to read them. */
function findings(id, name) {
  const place = element("div");
  const fetched = async () => {
    if (place.firstChild) return;
    const { themes } = await get(`runs/${id}/findings?language=${language}`);
    place.append(...themes.flatMap(({ theme, sentences }) =>
      [element("h4", {}, theme), element("ul", {}, ...sentences.map((text) => element("li", { lang: languageOf(text) }, text)))]));
  };
  return element("details", { ontoggle: fetched }, element("summary", {}, colon(say("lab.findings"), name)), place);
}

function downloads(done, asked, names) {
  const link = (path, key, name) => element("li", {}, element("a", { href: `/api/${path}`, download: name }, colon(say(key), ""), element("code", {}, name)));
  return element(
    "section",
    {},
    element("h3", {}, say("download.title")),
    element("p", { className: "note" }, say("download.marked")),
    element("ul", {},
      link(`comparisons/${done.id}/report.html`, "download.report", "comparison.html"),
      ...["a", "b"].flatMap((side) => {
        const path = `runs/${done[`run_${side}`].id}`;
        return [
          link(`${path}/download`, "download.run", `run-${side}.zip`),
          link(`${path}/report.html`, "download.report", `report-${side}.html`),
          link(`${path}/policy.yaml`, "download.policy", `policy-${side}.yaml`),
        ];
      })),
    element("h3", {}, say("quote.title")),
    element("p", {}, say("quote.comparison", {
      version: document.documentElement.dataset.version, policy_a: names.a, policy_b: names.b,
      society: nameOf("societies", asked.society), citizens: number(asked.citizens), years: asked.years, seed: asked.seed,
    })),
  );
}
