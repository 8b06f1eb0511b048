"""Answering what clients' banks dispute."""
