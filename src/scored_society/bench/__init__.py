"""Speed and size on this machine: the rows of `scored bench`."""
