"""Searches that somebody keeps, and the mail about what is new in them."""
