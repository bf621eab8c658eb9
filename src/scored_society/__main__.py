"""`python -m scored_society` is `scored`."""

from scored_society.cli import main

main()
