"""A stand-in for Stripe on this machine: the same HTTP, a clock that moves, no real money."""
