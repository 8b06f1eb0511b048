"""Fetching what was delivered: each request decided anew, each on record for who plays in it."""
