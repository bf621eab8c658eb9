// Charts that the server draws, each with a table that says the same.

import { get } from "./api.js";
import { element, explained, scrolling, table } from "./dom.js";
import { colon, language, languageOf, nameOf, say } from "./texts.js";

/**
 * Show charts in a place, each given as the path of its run or comparison (`runs/ID`, `comparisons/ID`) and its name;
 * what has nothing to draw says so. Where they are `lazy`, each is drawn once it comes into view.
 */
export async function showCharts(place, charts, lazy = false) {
  place.replaceChildren(element("p", { className: "note" }, say("chart.loading")));
  const figures = await Promise.all(charts.map(([path, name]) => figure(path, name, lazy)));
  place.replaceChildren(...figures);
}

/** A region that scrolls sideways where the page is too narrow for a picture to be read. */
function wide(title, image) {
  const region = scrolling(title, image);
  region.className = "wide";
  return region;
}

async function figure(path, name, lazy) {
  const picture = name.replaceAll("_", "-");
  const told = await get(`${path}/charts/${picture}.json?language=${language}`).catch((error) => error);
  const title = nameOf("charts", name.replaceAll("-", "_"));
  if (told instanceof Error || told.nothing) {
    const why = told.nothing ? say("error.nothing_to_draw") : explained(told);
    return element("p", { className: "note" }, colon(title, why));
  }
  const address = `/api/${path}/charts/${picture}.svg?language=${language}`;
  return element(
    "figure",
    { "data-chart": name },
    element("p", { className: "title" }, title),
    wide(title, element("img", { loading: lazy ? "lazy" : "eager", src: `${address}&plain=true`, alt: told.alternative })),
    element("figcaption", {}, element("span", { lang: languageOf(told.caption) }, told.caption), " ",
      element("a", { href: address, download: `${picture}.svg` }, say("chart.download"))),
    told.table &&
      element("details", {}, element("summary", {}, say("chart.as_table")),
        scrolling(colon(say("chart.as_table"), told.table.caption), table(told.table.caption, told.table.headings, told.table.rows))),
  );
}
