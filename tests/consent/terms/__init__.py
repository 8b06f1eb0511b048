"""Uses, purposes, limits."""
