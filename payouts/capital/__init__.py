"""Our own money on its way into our balance at Stripe, so that runs are covered."""
