"""Choosing as whom to act, for those who hold several roles."""
