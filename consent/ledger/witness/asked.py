"""What a log asks of a witness, and what a witness answers, as C2SP tlog-witness spells them."""

from collections.abc import Sequence
from dataclasses import dataclass

from consent.ledger.merkle import HASH_SIZE
from consent.ledger.strict import NotCanonical, decode_base64, decode_decimal, encode_base64

PATH = "add-checkpoint"
SIZE_TYPE = "text/x.tlog.size"
TEXT_TYPE = "text/plain; charset=utf-8"
LONGEST_PROOF = 63
LARGEST = 64 * 1024
"""Far above any checkpoint with a proof and its signatures."""


class BadRequest(ValueError):
    """Bytes that ask for nothing; the message says why."""


@dataclass(frozen=True, slots=True)
class AddCheckpoint:
    """Sign this checkpoint: it continues the tree of `old` entries that you signed last."""

    old: int
    proof: tuple[bytes, ...]
    note: bytes

    def __bytes__(self) -> bytes:
        lines = (f"old {self.old}", *(encode_base64(each) for each in self.proof), "")
        return "\n".join(lines).encode() + b"\n" + self.note

    @classmethod
    def parse(cls, body: bytes) -> "AddCheckpoint":
        head, blank, note = body.partition(b"\n\n")
        if not blank or len(body) > LARGEST:
            raise BadRequest("an old size, a proof, a blank line and a checkpoint are asked for")
        try:
            first, *proof = head.decode("ascii").split("\n")
            if not first.startswith("old ") or len(proof) > LONGEST_PROOF:
                raise BadRequest("the first line is the old size; at most 63 hashes follow")
            hashes = tuple(decode_base64(line) for line in proof)
            old = decode_decimal(first.removeprefix("old "))
        except (UnicodeDecodeError, NotCanonical) as why:
            raise BadRequest(f"the proof cannot be read: {why}") from None
        if any(len(each) != HASH_SIZE for each in hashes):
            raise BadRequest("a hash has 32 bytes")
        return cls(old, hashes, note)


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: str
    content_type: str = TEXT_TYPE


def refused(status: int, why: str) -> Answer:
    return Answer(status, why + "\n")


def conflict(size: int) -> Answer:
    return Answer(409, f"{size}\n", SIZE_TYPE)


def size_in(body: str) -> int:
    """Of a conflict: how far the witness has come. Raises BadRequest for anything else."""
    try:
        return decode_decimal(body.removesuffix("\n"))
    except NotCanonical as why:
        raise BadRequest(str(why)) from None


def lines(signatures: Sequence[str]) -> Answer:
    return Answer(200, "".join(signatures))
