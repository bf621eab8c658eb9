// A form for a rule book, made from its schema and from the book that one starts from; it writes only what is changed.

import { ruleAdder } from "./addrule.js";
import { element } from "./dom.js";
import { named } from "./lifeline.js";
import { colon, nameOf, say } from "./texts.js";

const SECTIONS = [
  ["score", "lab.score_range"], ["rules", "lab.rules"], ["channels", "lab.channels"], ["entitlements", "lab.rewards"],
  ["sanctions", "lab.punishments"], ["blacklist", "lab.blacklist"], ["redress", "lab.redress"],
];
const KINDS = { rules: ["rules", "acts"], channels: ["channels"], entitlements: ["entitlements"], sanctions: ["sanctions"], blacklist: ["routes"] };
const MOST_NUMBERS = 250;
/** What a file says about itself; a form is for what rules. */
const ABOUT = new Set([
  "number", "kind", "claim", "added", "voice", "record", "record_reference", "reference", "basis", "range", "why", "grades", "behaviour",
]);

/** The form; `onChange` is called after each change with nothing: ask `changes()`. */
export class SchemaForm {
  constructor(place, schema, onChange) {
    Object.assign(this, { place, schema, onChange });
  }

  /** Start from a rule book (its name, and its document as the API gives it), for a society. */
  start(book, standing, society) {
    Object.assign(this, { book, standing, society, set: {}, removed: {}, added: {} });
    this.draw();
  }

  /** Go on in another society, in which other deeds may be seen by others. */
  live(society) {
    this.society = society;
    this.draw();
  }

  draw() {
    const sections = SECTIONS.map(([name, title]) => this.section(name, title)).filter(Boolean);
    const unscored = element("p", { className: "note" }, say("lab.no_score"));
    this.place.replaceChildren(...(this.standing.score ? [] : [unscored]), ...sections);
  }

  /** What was changed, as an overlay on the book; null where nothing was. */
  changes() {
    const removed = Object.fromEntries(Object.entries(this.removed).filter(([, names]) => names.length));
    const rules = { ...this.set.rules, ...this.added };
    const set = { ...this.set, ...(Object.keys(rules).length ? { rules } : {}) };
    if (!Object.keys(set).length && !Object.keys(removed).length) return null;
    return {
      policy: `${this.book}-changed`, title: `${this.standing.title} (changed)`, extends: this.book,
      ...(Object.keys(removed).length ? { remove: removed } : {}), ...set,
    };
  }

  /** The part of the form that adds rules, and those that were added. */
  adding() {
    const ruled = new Set([...Object.entries(this.standing.rules), ...Object.entries(this.added)].map(([name, rule]) => rule.behaviour ?? name));
    const channels = [...new Set([...Object.keys(this.standing.channels ?? {}), ...this.society.channels])];
    const deeds = this.society.behaviours.map((one) => one.name).filter((name) => !ruled.has(name));
    const change = (alter) => {
      alter();
      const open = [...this.place.querySelectorAll(":scope > details")].findIndex((part) => part.open);
      this.draw();
      if (open >= 0) this.place.querySelectorAll(":scope > details")[open].open = true;
      this.onChange();
    };
    const shown = Object.entries(this.added).map(([name, rule]) =>
      element("p", {}, `${colon(nameOf("acts", name), rule.points)} `,
        element("button", { type: "button", className: "plain", onclick: () => change(() => delete this.added[name]) }, say("lab.remove"))));
    return [...shown, ruleAdder(deeds, channels, ({ behaviour, points, seen_by }) =>
      change(() => {
        this.added[behaviour] = { number: this.freeNumber(), added: "made in the lab", points, seen_by, basis: "assumed" };
      }))];
  }

  /** A number that no rule has. */
  freeNumber() {
    const taken = new Set(Object.values({ ...this.standing.rules, ...this.added }).map((rule) => rule.number));
    return Array.from({ length: MOST_NUMBERS }, (_, index) => index + 1).find((number) => !taken.has(number));
  }

  section(name, title) {
    const value = this.standing[name];
    if (!value) return null;
    const schema = this.resolved(this.schema.properties[name], value);
    const inner =
      name in KINDS
        ? Object.entries(value).map(([entry, body]) => this.entry(name, entry, this.resolved(schema.additionalProperties, body), body))
        : this.fields(schema, value, [name]);
    const adding = name === "rules" && this.standing.score ? this.adding() : [];
    return element("details", {}, element("summary", {}, say(title)), ...inner, ...adding);
  }

  entry(section, name, schema, body) {
    const label = KINDS[section].map((kind) => nameOf(kind, name)).find((text) => text !== name.replaceAll("_", " ")) ?? nameOf("", name);
    const kept = !this.removed[section]?.includes(name);
    const there = element("input", { type: "checkbox", checked: kept, "aria-label": say("lab.keep", { what: label }) });
    const inner = element("fieldset", { className: "bare", disabled: !kept }, ...this.fields(schema, body, [section, name]));
    there.addEventListener("change", () => {
      const names = (this.removed[section] ??= []);
      this.removed[section] = there.checked ? names.filter((other) => other !== name) : [...names, name];
      if (!there.checked && this.set[section]) delete this.set[section][name];
      inner.disabled = !there.checked;
      this.onChange();
    });
    return element("details", { className: "entry" }, element("summary", {}, label),
      element("label", {}, there, ` ${say("lab.kept")}`), inner);
  }

  /** The fields of a mapping, those of mappings within it among them. */
  fields(schema, value, path) {
    const made = [];
    for (const [key, described] of Object.entries(schema.properties ?? {})) {
      if (ABOUT.has(key)) continue;
      const current = value?.[key] ?? described.default;
      const found = this.resolved(described, current);
      if (current !== null && typeof current === "object" && !Array.isArray(current)) {
        if (found.properties?.value && !("value" in current && Object.keys(found.properties).length === 1)) {
          made.push(this.field(this.resolved(found.properties.value, current.value), current.value, [...path, key, "value"], key));
        } else if (found.properties) {
          made.push(element("fieldset", {}, element("legend", {}, words(key)), ...this.fields(found, current, [...path, key])));
        } else if (found.additionalProperties) {
          const below = Object.entries(current).map(([name, item]) =>
            this.field(this.resolved(found.additionalProperties, item), item, [...path, key, name], nameOf("acts", name)));
          made.push(element("fieldset", {}, element("legend", {}, words(key)), ...below));
        }
      } else if (!Array.isArray(current) || current.every((item) => typeof item !== "object")) {
        made.push(this.field(found, current, [...path, key], key));
      }
    }
    return made;
  }

  field(schema, value, path, label) {
    const input = inputOf(schema, this.written(path) ?? value);
    input.addEventListener("change", () => {
      this.write(path, readOf(input, schema, value));
      this.onChange();
    });
    return element("label", { className: "control" }, `${words(label)} `, input);
  }

  /** What was changed at a path, if anything was. */
  written(path) {
    return path.reduce((below, step) => below?.[step], this.set);
  }

  write(path, value) {
    let below = this.set;
    for (const step of path.slice(0, -1)) below = below[step] ??= {};
    below[path.at(-1)] = value;
  }

  /** Follow references, and choose among alternatives the one that a value is of. */
  resolved(schema, value) {
    let found = schema ?? {};
    while (found.$ref) found = this.schema.$defs[found.$ref.split("/").at(-1)];
    const choices = found.anyOf ?? found.oneOf;
    if (!choices) return found;
    if (found.discriminator && value) return this.resolved({ $ref: found.discriminator.mapping[value[found.discriminator.propertyName]] }, value);
    const fits = choices.map((choice) => this.resolved(choice, value)).filter((choice) => choice.type !== "null");
    return fits.find((choice) => choice.type === kindOf(value)) ?? fits[0] ?? {};
  }
}

const words = (key) => nameOf("fields", key);

function kindOf(value) {
  if (Array.isArray(value)) return "array";
  if (value !== null && typeof value === "object") return "object";
  return { boolean: "boolean", string: "string", number: Number.isInteger(value) ? "integer" : "number" }[typeof value] ?? "null";
}

function inputOf(schema, value) {
  if (schema.enum) {
    return element("select", {}, ...schema.enum.map((option) => element("option", { value: option, selected: option === value }, named(["choices", "domains"], option))));
  }
  if (schema.type === "boolean") return element("input", { type: "checkbox", checked: Boolean(value) });
  if (typeof value === "number" || (value === null && ["integer", "number"].includes(schema.type))) {
    const least = schema.minimum ?? schema.ge;
    const most = schema.maximum ?? schema.le;
    return element("input", { type: "number", min: least, max: most, step: schema.type === "integer" ? "1" : "any", value: value ?? "" });
  }
  return element("input", { type: "text", value: Array.isArray(value) ? value.join(", ") : (value ?? "") });
}

function readOf(input, schema, before) {
  if (input.type === "checkbox") return input.checked;
  if (input.type === "number") return input.value === "" ? null : Number(input.value);
  if (Array.isArray(before)) return input.value.split(",").map((item) => item.trim()).filter(Boolean);
  return input.value;
}
