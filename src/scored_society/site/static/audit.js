// What the audit finds in the two rule books, and what the second mends or worsens of the first.

import { post } from "./api.js";
import { element, explained, scrolling, table } from "./dom.js";
import { colon, language, languageOf, nameOf, number, say } from "./texts.js";

const EFFECTS = ["mends", "worsens", "leaves"];
const AUTOMATED = "automated alone";

const articleOf = (finding) => `${nameOf("instruments", finding.instrument)} ${finding.article}`.trim();

/** One row for each thing that is wrong in one place, with every article that speaks of it. */
function gathered(findings) {
  const rows = new Map();
  for (const finding of findings) {
    const key = `${finding.check} ${finding.path.join(".")} ${finding.message}`;
    const article = articleOf(finding);
    const row = rows.get(key) ?? { ...finding, articles: [] };
    if (!row.articles.includes(article)) row.articles.push(article);
    rows.set(key, row);
  }
  return [...rows.values()].map((one) => [one.message, nameOf("severities", one.severity), one.articles.join("; "), one.remedy]);
}

function findings(caption, found) {
  const rows = gathered(found);
  if (!rows.length) return element("p", {}, colon(caption, "0"));
  const headings = ["lab.finding", "lab.severity", "lab.article", "lab.remedy"].map((key) => say(key));
  return element("details", {}, element("summary", {}, `${caption} (${number(rows.length)})`), scrolling(caption, table(caption, headings, rows)));
}

/** Say under which articles no person decides, if there are any. */
function automated(found) {
  const met = found.filter((one) => one.elements.some(({ element: name, verdict }) => name === AUTOMATED && verdict === "met"));
  const articles = [...new Set(met.map(articleOf))].sort().join("; ");
  return articles ? element("p", {}, say("lab.audit_automated", { articles })) : "";
}

/** Return the section of the audit; `asked` is the experiment, `named` what each side is called. */
export async function audit(asked, named) {
  const place = element("section", {}, element("h3", {}, say("lab.audit")), element("p", { className: "note" }, say("lab.audit_lead")));
  const of = (body) => post(`audits?language=${language}`, { society: asked.society, ...body });
  try {
    for (const side of ["a", "b"]) {
      const found = await of({ policy: asked[side] });
      place.append(findings(say("lab.audit_of", { book: named[side] }), found.findings), automated(found.findings));
      if (!found.findings.length) place.append(element("p", { className: "note" }, say("lab.audit_none")));
      if (side === "b") place.append(element("p", { className: "note", lang: languageOf(found.note) }, found.note));
    }
    if (asked.a !== asked.b) {
      const change = await of({ policy: asked.a, against: asked.b });
      place.append(...EFFECTS.map((effect) =>
        findings(say(`lab.${effect}`), change[effect].map((one) => one.after ?? one.before))));
    }
  } catch (error) {
    place.append(element("p", { className: "note", lang: languageOf(explained(error)) }, explained(error)));
  }
  return place;
}
