"""One's own sign-ins, factors and password on one page."""
