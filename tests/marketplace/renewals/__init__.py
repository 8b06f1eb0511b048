"""Renewals: asked for, funded, answered, paid."""
