"""Joining, as a performer or as a client."""
