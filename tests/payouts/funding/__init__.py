"""Clients' money: in, set aside, and back."""
