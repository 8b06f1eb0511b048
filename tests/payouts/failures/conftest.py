"""Machines to be broken, and the program that breaks them."""

from tests.consent.failures.conftest import machine_of, strace  # noqa: F401 - fixtures
