"""The tree of RFC 6962 and its proofs. Nothing here knows what a leaf means, or stores it."""

import hashlib
from collections.abc import Iterable, Sequence

HASH_SIZE = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()
Range = tuple[int, int]
"""Leaves from the first up to, but without, the second."""


class ProofError(ValueError):
    """What does not verify; the message says which rule it broke."""


def leaf_hash(data: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The prefix keeps a node from ever being taken for a leaf."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class CompactRange:
    """The roots of the complete subtrees that make up a tree, largest first.

    All that is needed to append and to know the root: 32 bytes for each bit set in the size.
    """

    __slots__ = ("peaks", "size")

    def __init__(self, size: int = 0, peaks: Sequence[bytes] = ()) -> None:
        if size.bit_count() != len(peaks) or any(len(peak) != HASH_SIZE for peak in peaks):
            raise ValueError(f"{len(peaks)} peaks do not make a tree of {size}")
        self.size = size
        self.peaks = list(peaks)

    def append(self, leaf: bytes) -> list[tuple[int, int, bytes]]:
        """Adds a leaf hash. Returns the subtrees it completed: (height, index at it, root)."""
        position, height, root = self.size, 0, leaf
        completed = []
        while position & 1:
            root = node_hash(self.peaks.pop(), root)
            position >>= 1
            height += 1
            completed.append((height, position, root))
        self.peaks.append(root)
        self.size += 1
        return completed

    def root(self) -> bytes:
        if not self.peaks:
            return EMPTY_ROOT
        *left, root = self.peaks
        for peak in reversed(left):
            root = node_hash(peak, root)
        return root


def perfect_root(hashes: Sequence[bytes]) -> bytes:
    """The root over a power of two of hashes."""
    level = list(hashes)
    while len(level) > 1:
        level = [node_hash(level[i], level[i + 1]) for i in range(0, len(level), 2)]
    return level[0]


def split_point(width: int) -> int:
    """How many leaves go left: the largest power of two smaller than the width."""
    return 1 << ((width - 1).bit_length() - 1)


def inclusion_ranges(index: int, size: int) -> list[Range]:
    """Whose roots prove that a leaf is in a tree, nearest first."""
    if not 0 <= index < size:
        raise ProofError(f"there is no leaf {index} in a tree of {size}")
    ranges, low, high = [], 0, size
    while high - low > 1:
        middle = low + split_point(high - low)
        if index < middle:
            ranges.append((middle, high))
            high = middle
        else:
            ranges.append((low, middle))
            low = middle
    return ranges[::-1]


def consistency_ranges(old: int, size: int) -> list[Range]:
    """Whose roots prove that the tree of `old` leaves is the beginning of the tree of `size`."""
    if not 0 < old <= size:
        raise ProofError(f"a tree of {size} has no beginning of {old}")
    ranges, low, high, from_start = [], 0, size, True
    while old != high:
        middle = low + split_point(high - low)
        if old <= middle:
            ranges.append((middle, high))
            high = middle
        else:
            ranges.append((low, middle))
            low, from_start = middle, False
    # A beginning that is itself a complete subtree is known to the verifier: it is the old root.
    if not from_start:
        ranges.append((low, high))
    return ranges[::-1]


def verify_inclusion(
    index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes
) -> None:
    """RFC 9162 2.1.3.2, strict: raises ProofError unless the leaf hash is there."""
    _check_hashes((leaf, root, *proof))
    if not 0 <= index < size:
        raise ProofError(f"index {index} is not in a tree of {size}")
    _, found = _climb(index, size - 1, leaf, proof)
    if found != root:
        raise ProofError("the entry is not in this tree: the root is another")


def verify_consistency(
    old: int, size: int, old_root: bytes, root: bytes, proof: Sequence[bytes]
) -> None:
    """RFC 9162 2.1.4.2, strict: raises ProofError unless the old tree begins the new one."""
    _check_hashes((old_root, root, *proof))
    if not 0 < old <= size:
        raise ProofError(f"a tree of {size} has no beginning of {old}")
    if old == size:
        _check_same_tree(old_root, root, proof)
        return
    if not proof:
        raise ProofError("the proof is empty")
    # An old tree that is one complete subtree is not sent: the verifier has its root.
    start, *siblings = proof if old & (old - 1) else (old_root, *proof)
    found_old, found = _climb(*_skip_right_edge(old - 1, size - 1), start, siblings)
    if found_old != old_root:
        raise ProofError("the old root is not the beginning of this tree")
    if found != root:
        raise ProofError("the new root is not the one that was proven")


def _climb(node: int, last: int, start: bytes, siblings: Sequence[bytes]) -> tuple[bytes, bytes]:
    """From one node to the top: the root of all that ends with it, and the root of everything."""
    ending = whole = start
    for sibling in siblings:
        if last == 0:
            raise ProofError("the proof is too long")
        if node & 1 or node == last:
            ending = node_hash(sibling, ending)
            whole = node_hash(sibling, whole)
            node, last = _skip_left_edge(node, last)
        else:
            whole = node_hash(whole, sibling)
        node >>= 1
        last >>= 1
    if last:
        raise ProofError("the proof is too short")
    return ending, whole


def _check_same_tree(old_root: bytes, root: bytes, proof: Sequence[bytes]) -> None:
    if proof:
        raise ProofError("two trees of one size need no proof")
    if old_root != root:
        raise ProofError("fork: two trees of one size with different roots")


def _check_hashes(hashes: Iterable[bytes]) -> None:
    if any(len(each) != HASH_SIZE for each in hashes):
        raise ProofError("a hash has 32 bytes")


def _skip_left_edge(node: int, last: int) -> tuple[int, int]:
    """Up past the levels on which this node has no sibling to its right."""
    while node and not node & 1:
        node >>= 1
        last >>= 1
    return node, last


def _skip_right_edge(node: int, last: int) -> tuple[int, int]:
    """Up to the first complete subtree that ends the old tree."""
    while node & 1:
        node >>= 1
        last >>= 1
    return node, last
