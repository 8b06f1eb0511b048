"""Which bytes of a file a request asks for: all, or one part (RFC 9110, section 14)."""

import re

from consent.media.errors import BadRange

_ONE = re.compile(r"bytes=\s*(\d{0,19})-(\d{0,19})\s*")
Part = tuple[int, int]
"""The first and the last byte, both included."""


def part_of(header: str, size_bytes: int) -> Part | None:
    """None: the whole. Raises BadRange for what the file has not, and for several parts at once,
    which players do not ask for and which would let one request stand for many."""
    if not header.startswith("bytes="):
        return None
    found = _ONE.fullmatch(header)
    if found is None or not (found[1] or found[2]):
        raise BadRange(size_bytes)
    if not found[1]:
        count = min(int(found[2]), size_bytes)
        first, last = size_bytes - count, size_bytes - 1
    else:
        first = int(found[1])
        last = min(int(found[2]), size_bytes - 1) if found[2] else size_bytes - 1
    if not 0 <= first <= last:
        raise BadRange(size_bytes)
    return first, last
