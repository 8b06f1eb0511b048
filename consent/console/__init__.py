"""Compliance's console: what is kept of rights, found, judged and shown to whoever audits it."""
