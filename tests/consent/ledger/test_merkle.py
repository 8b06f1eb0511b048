"""The tree: against the definition, against other people's vectors, against another library."""

import hashlib
from collections.abc import Callable
from typing import Any

import metamorphic_log
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.ledger.merkle import (
    EMPTY_ROOT,
    CompactRange,
    ProofError,
    consistency_ranges,
    inclusion_ranges,
    leaf_hash,
    node_hash,
    perfect_root,
    verify_consistency,
    verify_inclusion,
)
from tests import parts
from tests.consent.ledger.vectors import FOLDER, vectors

LEAVES = [leaf_hash(str(number).encode()) for number in range(130)]
# Its roots have 12 bytes: we refuse by length what it wants accepted.
TWELVE_BYTE_ROOTS = "consistency/additional/sizes-are-equal-one-and-proof-is-empty.json"


def tree_hash(leaves: list[bytes]) -> bytes:
    """RFC 6962 2.1, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    return node_hash(tree_hash(leaves[:k]), tree_hash(leaves[k:]))


ROOTS = [tree_hash(LEAVES[:size]) for size in range(len(LEAVES) + 1)]


def inclusion(index: int, size: int) -> list[bytes]:
    return [tree_hash(LEAVES[low:high]) for low, high in inclusion_ranges(index, size)]


def consistency(old: int, size: int) -> list[bytes]:
    return [tree_hash(LEAVES[low:high]) for low, high in consistency_ranges(old, size)]


def test_appending_gives_the_root_of_the_definition():
    tree = CompactRange()
    for size, leaf in enumerate(LEAVES):
        assert tree.root() == ROOTS[size]
        tree.append(leaf)


def test_completed_subtrees_have_their_place_and_root():
    tree = CompactRange()
    for leaf in LEAVES:
        for height, index, root in tree.append(leaf):
            low = index << height
            assert root == perfect_root(LEAVES[low : low + (1 << height)])


def test_the_empty_tree_is_the_hash_of_nothing():
    assert CompactRange().root() == EMPTY_ROOT


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 9, 64, 100, 129, 130])
def test_every_leaf_of_every_tree_is_proven_and_another_library_agrees(size):
    for index in range(size):
        proof = inclusion(index, size)
        verify_inclusion(index, size, LEAVES[index], proof, ROOTS[size])
        metamorphic_log.verify_inclusion(index, size, LEAVES[index], proof, ROOTS[size])


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 9, 64, 100, 130])
def test_every_beginning_is_proven_and_another_library_agrees(size):
    for old in range(1, size + 1):
        proof = consistency(old, size)
        verify_consistency(old, size, ROOTS[old], ROOTS[size], proof)
        metamorphic_log.verify_consistency(old, size, proof, ROOTS[old], ROOTS[size])


@given(st.data())
def test_a_proof_with_anything_changed_is_refused(data):
    size = data.draw(st.integers(2, len(LEAVES)))
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion(index, size)
    at = data.draw(st.integers(0, len(proof) - 1))
    bit = data.draw(st.integers(0, 255))
    spoilt = bytearray(proof[at])
    spoilt[bit // 8] ^= 1 << bit % 8
    with pytest.raises(ProofError):
        verify_inclusion(
            index, size, LEAVES[index], [*proof[:at], bytes(spoilt), *proof[at + 1 :]], ROOTS[size]
        )
    with pytest.raises(ProofError):
        verify_inclusion(index, size, LEAVES[index], proof[:at] + proof[at + 1 :], ROOTS[size])
    with pytest.raises(ProofError):
        verify_inclusion(index, size, LEAVES[index], [*proof, proof[at]], ROOTS[size])


def test_a_node_is_never_taken_for_a_leaf():
    left, right = LEAVES[:2]
    assert leaf_hash(left + right) != node_hash(left, right)


def test_peaks_that_do_not_fit_the_size_are_refused():
    with pytest.raises(ValueError, match="do not make a tree of 3"):
        CompactRange(3, [LEAVES[0]])


def accepts(verify: Callable[..., None], *given: Any) -> bool:
    try:
        verify(*given)
    except ProofError:
        return False
    return True


@pytest.fixture
def _others() -> None:
    if not FOLDER.is_dir():
        parts.not_run("Merkle vectors of others", "they are not beside this checkout")


@pytest.mark.usefixtures("_others")
def test_other_people_s_inclusion_vectors_behave():
    for each in vectors("inclusion"):
        index, size = each.given["leafIdx"], each.given["treeSize"]
        leaf, root = each.bytes("leafHash"), each.bytes("root")
        accepted = accepts(verify_inclusion, index, size, leaf, each.proof, root)
        assert accepted is not each.must_be_refused, each.name


@pytest.mark.usefixtures("_others")
def test_other_people_s_consistency_vectors_behave():
    disagreed = []
    for each in vectors("consistency"):
        sizes = each.given["size1"], each.given["size2"]
        roots = each.bytes("root1"), each.bytes("root2")
        if accepts(verify_consistency, *sizes, *roots, each.proof) is each.must_be_refused:
            disagreed.append(each.name)
    assert disagreed == [TWELVE_BYTE_ROOTS]
