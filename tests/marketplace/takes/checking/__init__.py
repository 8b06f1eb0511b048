"""The machine check."""
