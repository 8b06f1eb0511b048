"""Pay runs: planned, approved, frozen; kills, and many at once."""
