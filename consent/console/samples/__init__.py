"""Samples for audits: drawn so that nobody can choose, and anybody can draw again."""
