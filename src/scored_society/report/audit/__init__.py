"""The audit of a rule book, or of a reform, as one self-contained HTML file."""

from scored_society.report.audit.page import page

__all__ = ["page"]
