"""Being paid: accounts at Stripe, and whether money can go there."""
