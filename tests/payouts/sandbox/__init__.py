"""The stand-in for Stripe, asked by the official SDK over real HTTP."""
