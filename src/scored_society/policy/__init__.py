"""Rule books: what the State rules on top of ordinary law."""
