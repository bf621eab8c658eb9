"""What is not Chinese on a Chinese page."""

from __future__ import annotations

import re

from playwright.sync_api import Page

ALLOWED = {"Scored", "Society", "YAML", "HTML", "CSV", "JavaScript", "Python", "Apache"}
"""Names that are the same in every language."""
QUOTED = {"extends", "tests", "scored", "policy", "check", "simulate"}
"""Words of a rule book, and of a command, that a text names."""
ENGLISH = ("blockquote", ".sources", ".languages", "#problem-a", "#problem-b")
"""Where English may stand, marked as such: quotes of the text, sources, the other language, refusals of a rule book."""
WORDS = """
(english) => {
  const told = [];
  const marked = english.map((place) => `${place} [lang=en], ${place}[lang=en]`);
  const foreign = (element) => element.closest([...marked, "code, pre, textarea, script, style, noscript"].join());
  const seen = (element) => element.checkVisibility({ visibilityProperty: true }) || element.tagName === "OPTION";
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!foreign(element) && seen(element)) told.push(node.data);
  }
  for (const element of document.querySelectorAll("body, body *")) {
    if (foreign(element) || !seen(element)) continue;
    for (const name of ["aria-label", "aria-valuetext", "alt", "title", "placeholder"]) {
      if (element.hasAttribute(name)) told.push(element.getAttribute(name));
    }
  }
  return told.concat(document.title);
}
"""


def open_all(page: Page) -> None:
    page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")


def foreign(page: Page) -> list[str]:
    """Return what is not Chinese among all that is seen or read aloud, pictures included."""
    told = page.evaluate(WORDS, list(ENGLISH))
    for picture in page.locator("img[src*='.svg']").all():
        svg = page.request.get(page.evaluate("path => new URL(path, location).href", picture.get_attribute("src")))
        told += re.findall(r"<text[^>]*>([^<]*)</text>", svg.text())
    found = (word for text in told for word in re.findall("[A-Za-z]{3,}", text) if word not in ALLOWED | QUOTED)
    return sorted(set(found))
