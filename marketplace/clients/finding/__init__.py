"""Performers, for those who look for some: casting, and clients who are verified."""
