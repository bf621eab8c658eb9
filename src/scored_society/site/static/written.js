// A rule book written as YAML, and an experiment written into an address.

const PLAIN = /^[A-Za-z_][\w .,()/-]*$/;
const TAKEN = /^(true|false|yes|no|on|off|null|~)$/i;

function scalar(value) {
  if (typeof value !== "string") return String(value);
  return PLAIN.test(value) && !TAKEN.test(value) && value.trim() === value ? value : JSON.stringify(value);
}

/** Write plain values (mappings, lists, text, numbers, truth) as YAML. */
export function yaml(value, indent = "") {
  const lines = [];
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined) continue;
    if (Array.isArray(item)) lines.push(`${indent}${scalar(key)}: ${JSON.stringify(item)}`);
    else if (item !== null && typeof item === "object") lines.push(`${indent}${scalar(key)}:`, yaml(item, `${indent}  `));
    else lines.push(`${indent}${scalar(key)}: ${scalar(item)}`);
  }
  return lines.join("\n");
}

/** Write an experiment so that it may stand after the # of an address. */
export function packed(experiment) {
  const bytes = new TextEncoder().encode(JSON.stringify(experiment));
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Read what `packed` wrote; null if it is not whole. */
export function unpacked(text) {
  try {
    const letters = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const told = JSON.parse(new TextDecoder().decode(Uint8Array.from(letters, (letter) => letter.charCodeAt(0))));
    return told?.constructor === Object ? told : null;
  } catch {
    return null;
  }
}
