"""Deliveries: what the client takes home, and takes back."""
