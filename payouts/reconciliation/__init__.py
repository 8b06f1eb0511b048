"""Our books against Stripe's, both ways; each difference has a name, an age and an owner."""
