"""The act-decision function of a researcher, in place of the built-in one."""
