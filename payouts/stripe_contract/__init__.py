"""What the pinned Stripe SDK says a request and an answer look like, and a judge of both."""
