"""Budgets: what is there, what is promised."""
