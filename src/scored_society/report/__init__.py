"""One self-contained HTML file for a run or a comparison: it opens offline and reaches for nothing."""

from scored_society.report.page import write_report

__all__ = ["write_report"]
