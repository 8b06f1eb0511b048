"""Decisions, against everything that says the same in another way."""
