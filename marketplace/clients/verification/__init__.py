"""Compliance finds out who an organisation is, before anything of it is posted."""
