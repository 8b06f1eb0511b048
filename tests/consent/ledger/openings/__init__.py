"""Openings: written, read, erased, brought back and erased again."""
