"""The page of a comparison: the same people under two rule books."""

from scored_society.report.paired.page import page

__all__ = ["page"]
