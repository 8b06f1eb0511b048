"""Clients' money on its way in: paid for an order or into a balance, and given back from there."""
