"""The parts of a life's page: spans, timeline, what followed, summary and tables."""
