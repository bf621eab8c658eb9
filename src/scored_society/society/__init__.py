"""Societies: what people and ordinary institutions are like, whatever the rule book."""
