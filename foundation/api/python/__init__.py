"""A Python module for the API, written from its own document: one file that needs nothing else."""
