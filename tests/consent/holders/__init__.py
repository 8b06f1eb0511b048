"""Grants and what follows for them from what is told."""
