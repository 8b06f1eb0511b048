"""What is sealed opens with the same key, for the same owner, unchanged, and not otherwise."""

import pytest

from foundation.ids import new_id
from foundation.sealing import BrokenSeal, derived_key, seal_for

MASTER = "00" * 32
OWNER = new_id()
SEAL = seal_for(MASTER, "test")


def test_it_opens_again():
    assert SEAL.open(SEAL.close(b"secret", owner=OWNER), owner=OWNER) == b"secret"


def test_the_same_secret_never_looks_the_same():
    assert SEAL.close(b"secret", owner=OWNER) != SEAL.close(b"secret", owner=OWNER)


@pytest.mark.parametrize(
    ("seal", "owner"),
    [
        (seal_for(MASTER, "other"), OWNER),
        (seal_for("11" * 32, "test"), OWNER),
        (SEAL, new_id()),
    ],
    ids=["another purpose", "another master key", "another owner"],
)
def test_it_opens_for_nothing_else(seal, owner):
    with pytest.raises(BrokenSeal):
        seal.open(SEAL.close(b"secret", owner=OWNER), owner=owner)


@pytest.mark.parametrize("at", [0, 1, 13, -1])
def test_a_changed_byte_is_noticed(at):
    sealed = bytearray(SEAL.close(b"secret", owner=OWNER))
    sealed[at] ^= 1
    with pytest.raises(BrokenSeal):
        SEAL.open(bytes(sealed), owner=OWNER)


def test_a_key_says_nothing_about_another():
    assert derived_key(MASTER, "a") != derived_key(MASTER, "b")
