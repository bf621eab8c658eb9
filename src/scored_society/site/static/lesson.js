// The lesson plan: printed.

import { by } from "./dom.js";

by("print").addEventListener("click", () => window.print());
