"""How somebody may be engaged who lives in one place, by a client in another."""
