"""Performers as those who are paid: their account at Stripe, and whether money can go there."""
