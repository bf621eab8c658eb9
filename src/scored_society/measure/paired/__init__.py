"""Paired comparison: the same people under two rule books, life by life."""
