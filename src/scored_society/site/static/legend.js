// What the colours of the city mean.

import { bandColour, doorColour, NOT_SCORED } from "./cityscape.js";
import { element } from "./dom.js";
import { say } from "./texts.js";

const SIDE = 14;

function swatch(rgb, words) {
  const square = element("canvas", { width: SIDE, height: SIDE, "aria-hidden": "true" });
  const pen = square.getContext("2d");
  pen.fillStyle = `rgb(${rgb.slice(0, 3).join(" ")})`;
  pen.fillRect(0, 0, SIDE, SIDE);
  return element("li", { className: "legend" }, square, ` ${words}`);
}

/** Return the entries of the legend: of scores, of how many doors are closed, or of one domain. */
export function legend(colour, bands) {
  if (colour === "score") {
    if (!bands.length) return [swatch(NOT_SCORED, say("stage.not_scored"))];
    const range = (band) => (band.from === band.to ? String(band.from) : `${band.from}–${band.to}`);
    return bands.map((band, index) => swatch(bandColour(index, bands.length), range(band)));
  }
  if (colour === "doors") return [0, 1, 2, 3].map((doors) => swatch(doorColour(doors), say("city.doors", { doors: doors === 3 ? "3+" : doors })));
  return [[0, "city.not_shut_out"], [3, "city.is_shut_out"]].map(([doors, key]) => swatch(doorColour(doors), say(key)));
}
