"""What we ask Stripe to do, kept before it is asked: a crash forgets nothing."""
