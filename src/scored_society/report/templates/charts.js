"use strict";
// Draws each chart of the page over its still picture, as wide as the page allows. Nothing is loaded from anywhere.
(() => {
  const NARROW = matchMedia("(max-width: 560px)");
  const refuse = () => Promise.reject(new Error("this page loads nothing"));
  const loader = { load: refuse, sanitize: refuse, http: refuse, file: refuse };

  /** Give legends one column where the page is narrow. */
  function fitted(part) {
    if (Array.isArray(part)) return part.map(fitted);
    if (part === null || typeof part !== "object") return part;
    const entries = Object.entries(part).map(([key, value]) => [key, key === "columns" ? 1 : fitted(value)]);
    return Object.fromEntries(entries);
  }

  async function draw(figure) {
    const specification = JSON.parse(figure.querySelector("script").textContent);
    const live = figure.querySelector(".live");
    const narrow = NARROW.matches;
    if (narrow) {
      specification.config.axis.labelLimit = 112;
      specification.config.axisX = { titleAnchor: "end" };
    }
    live.hidden = false;
    const width = live.clientWidth - (specification.usermeta?.beside ?? 0) - 14;
    for (const panel of specification.vconcat ?? []) panel.width = width;
    try {
      await vegaEmbed(live, narrow ? fitted(specification) : specification, {
        actions: false, ast: true, loader, renderer: "svg", tooltip: { theme: "custom" },
      });
      figure.classList.add("drawn");
    } catch (error) {
      live.hidden = true;
      console.error(error);
    }
  }

  async function drawAll() {
    for (const figure of document.querySelectorAll("figure[data-chart]")) await draw(figure);
    document.documentElement.dataset.drawn = "true";
  }

  let resized;
  NARROW.addEventListener("change", drawAll);
  addEventListener("resize", () => {
    clearTimeout(resized);
    resized = setTimeout(() => document.querySelectorAll("figure[data-panels]").forEach(draw), 200);
  });
  drawAll();
})();
