"""One week of a life: one small compiled function for each thing that happens."""
