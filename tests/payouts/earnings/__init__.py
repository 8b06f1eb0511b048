"""Earnings: collected, held, reduced, settled."""
