"""Which entries a sample has: a function of a checkpoint and a stated purpose, and of nothing else.

The decision on audit samples writes it down for whoever draws again by other means.
"""

import hashlib
from collections.abc import Iterator

_FORM = b"fairtake-sample/1\n"


def seed_of(checkpoint_text: str, purpose: str) -> bytes:
    """The three signed lines of the checkpoint, then what the sample is for."""
    checkpoint = hashlib.sha256(checkpoint_text.encode()).digest()
    return hashlib.sha256(_FORM + checkpoint + purpose.encode()).digest()


def draw(seed: bytes, size: int, wanted: int) -> list[int]:
    """So many different positions below the size, in the order drawn; all, where it has no more."""
    found: dict[int, None] = {}
    for position in _positions(seed, size):
        if len(found) >= min(wanted, size):
            break
        found[position] = None
    return list(found)


def _positions(seed: bytes, size: int) -> Iterator[int]:
    """256 bits for each, so that no position is likelier than another by more than 1 in 2^190."""
    number = 0
    while size:
        drawn = hashlib.sha256(seed + number.to_bytes(8, "big")).digest()
        yield int.from_bytes(drawn, "big") % size
        number += 1
