"""Scene requests: what they say, what they cost, what becomes of them."""
