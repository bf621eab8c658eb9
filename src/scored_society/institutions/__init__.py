"""Institutions: what the State and ordinary offices make of a census, told to everybody in the next bulletin."""
