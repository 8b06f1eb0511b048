"""Closing an account: what is erased, and what stays as an id."""
