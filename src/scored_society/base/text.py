"""Plain values as YAML text that reads back as the same values."""

from __future__ import annotations

from typing import Any

import yaml


class _Plain(yaml.CSafeDumper):
    """Writes no anchors, and quotes whatever the reader would take for a number."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write values out wherever they are needed: the reader knows no aliases."""
        return True


def _text(dumper: yaml.CSafeDumper, text: str) -> yaml.ScalarNode:
    style = "'" if _is_number(text) else "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _is_number(text: str) -> bool:
    """Whether `text` is a number, also where YAML 1.1, which the writer follows, sees none (1e5)."""
    try:
        float(text)
    except ValueError:
        return False
    return True


_Plain.add_representer(str, _text)


def yaml_text(value: dict[str, Any]) -> str:
    """Return `value` as YAML in the order of its keys.

    Examples
    --------
    >>> print(yaml_text({"points": -5, "claim": "1e5"}), end="")
    points: -5
    claim: '1e5'
    """
    return yaml.dump(value, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=120)
