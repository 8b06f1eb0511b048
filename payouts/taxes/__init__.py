"""What was paid to whom in a year, as tax offices ask. No tax number: forms stay with Stripe."""
