"""What Stripe tells us, and what becomes of it."""
