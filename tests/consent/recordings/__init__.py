"""Registering recordings and judging takes."""
