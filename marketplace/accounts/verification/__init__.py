"""Showing that an email address is one's own."""
