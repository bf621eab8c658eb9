"""How fast the city is drawn: in a browser, by the site's own script, where there is one to be driven."""

from __future__ import annotations

import shutil

from scored_society.bench.site import CITIZENS, ask, live, served

SECONDS = 3
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
FILM = """async ([run, milliseconds]) => {
  const { Cityscape, unpacked } = await import("/static/cityscape.js");
  const layout = await (await fetch(`${run}/city/layout`)).json();
  const frames = unpacked(await (await fetch(`${run}/city/frames?from=0&to=8`)).arrayBuffer());
  const city = new Cityscape(layout, frames[0]);
  const canvas = document.createElement("canvas");
  canvas.style.width = "1200px";
  document.body.append(canvas);
  let drawn = 0;
  const begun = performance.now();
  while (performance.now() - begun < milliseconds) {
    city.paint(frames[drawn % frames.length], "score");
    city.draw(canvas, null);
    canvas.getContext("2d").getImageData(0, 0, 1, 1);
    drawn += 1;
  }
  return (1000 * drawn) / (performance.now() - begun);
}"""
"""Paints frames as fast as it can, each to its last dot."""


def frames_a_second() -> float | None:
    """Return how many frames of a city are painted in a second; None without a browser and Playwright to drive it."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - of the tests; the bench does without
    except ImportError:
        return None
    if path is None:
        return None
    with served() as address, sync_playwright() as playwright:
        live(address, 1, CITIZENS, 1)
        run = ask(address, "POST", "/api/runs", {"policy": "as-told", "citizens": CITIZENS, "years": 1, "seed": 1})[
            "id"
        ]
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"http://{address}/en/city/")
        found = page.evaluate(FILM, [f"/api/runs/{run}", 1000 * SECONDS])
        browser.close()
    return float(found)
