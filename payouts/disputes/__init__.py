"""Answering what clients' banks dispute: with evidence, or by accepting it."""
