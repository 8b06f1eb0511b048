"""The stand-in, for every test that asks for it."""

from tests.payouts.standing_in_for_stripe import at_stripe

__all__ = ["at_stripe"]
