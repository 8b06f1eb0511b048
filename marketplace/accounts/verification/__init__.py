"""Showing that a mail address is one's own."""
