"""Where a list is read on from, as an address says it."""

from foundation.cursors import BadCursor

_LAST = 2**31 - 1


def place_in(typed: str) -> int | None:
    """None at the beginning."""
    if not typed:
        return None
    if not typed.isascii() or not typed.isdigit() or len(typed) > 10 or int(typed) > _LAST:
        raise BadCursor
    return int(typed)
