"""Showing once more that it is you, before something that an intruder would do first."""
