"""Asking somebody, by mail, to take on a role."""
