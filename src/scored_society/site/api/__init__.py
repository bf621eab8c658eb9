"""What the pages ask for, and anybody else on this machine."""
