"""The ground everything stands on: errors with a place, safe files, units, grounds of numbers, the calendar."""
