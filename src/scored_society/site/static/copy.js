// A chapter of a static copy: of the runs that were lived beforehand, the one is shown whose position is chosen. The
// address' fragment says which.

import { by } from "./dom.js";

const form = by("positions");
const results = [...document.querySelectorAll("section.result")];

function show() {
  const chosen = new FormData(form).get("position");
  for (const result of results) result.hidden = result.id !== chosen;
  const told = by(chosen).querySelector(".found");
  told.hidden = true;
  by("found").textContent = told.textContent;
}

const named = [...form.elements.position].find((one) => `#${one.value}` === location.hash);
if (named) named.checked = true;
form.addEventListener("change", () => {
  history.replaceState(null, "", `#${new FormData(form).get("position")}`);
  show();
});
form.addEventListener("submit", (event) => event.preventDefault());
show();
