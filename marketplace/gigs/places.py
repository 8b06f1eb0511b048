"""Where a list is read on from, as an address says it."""

from foundation.cursors import place_in

__all__ = ["place_in"]
