"""The machine check: what a file is, measured in one pass and compared with what was asked for."""
