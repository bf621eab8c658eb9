"""Be someone: a drawn citizen's five years, an enumerated act a month, lived again beside the citizen's twins."""
