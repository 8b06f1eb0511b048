"""Machines to be broken, and the program that breaks them."""

from tests.consent.failures.conftest import machine_of, strace

__all__ = ["machine_of", "strace"]
