"""Sending: each payout to Stripe, from there to the bank, and back where a bank refuses it."""
