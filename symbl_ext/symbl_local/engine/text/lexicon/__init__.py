"""Word lists: plain data, no rules."""
