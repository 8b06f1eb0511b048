"""Our own money at Stripe."""
