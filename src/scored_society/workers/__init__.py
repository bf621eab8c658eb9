"""Where the week is lived: local threads."""
