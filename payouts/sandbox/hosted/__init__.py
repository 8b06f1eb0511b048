"""The pages that Stripe hosts: where people pay, and say where they want to be paid."""
