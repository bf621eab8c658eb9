"""Policy × society → fixed-point tables: the only place where a float becomes an integer of the week."""
