"""Gigs: opened, listed, found, kept and ended."""
