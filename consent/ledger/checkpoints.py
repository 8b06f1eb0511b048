"""A checkpoint: how large a log is and what its root is, in three lines that get signed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from consent.ledger.keys import SigningKey, VerifierKey
from consent.ledger.merkle import HASH_SIZE
from consent.ledger.notes import BadNote, Note, Opened, open_note, sign
from consent.ledger.strict import NotCanonical, decode_base64, decode_decimal, encode_base64


@dataclass(frozen=True, slots=True)
class Checkpoint:
    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()
    """Lines that others may add. We write none and believe none."""

    @property
    def text(self) -> str:
        lines = (self.origin, str(self.size), encode_base64(self.root), *self.extensions)
        return "\n".join(lines) + "\n"

    @classmethod
    def parse(cls, text: str) -> "Checkpoint":
        origin, *rest = text.removesuffix("\n").split("\n")
        if not origin or len(rest) < 2 or "" in rest:
            raise BadNote("a checkpoint is an origin, a size and a root, each on its line")
        try:
            size, root = decode_decimal(rest[0]), decode_base64(rest[1])
        except NotCanonical as why:
            raise BadNote(f"a checkpoint's numbers: {why}") from None
        if len(root) != HASH_SIZE:
            raise BadNote("a checkpoint's root has 32 bytes")
        return cls(origin, size, root, tuple(rest[2:]))

    def signed(self, *keys: SigningKey) -> Note:
        return Note(self.text, tuple(sign(self.text, key) for key in keys))


@dataclass(frozen=True, slots=True)
class SignedCheckpoint:
    checkpoint: Checkpoint
    opened: Opened


def open_checkpoint(
    message: bytes, logs: Sequence[VerifierKey], witnesses: Sequence[VerifierKey] = ()
) -> SignedCheckpoint:
    """The log's own signature is required, and its name must be the checkpoint's origin. While one
    key takes over from another, either is enough; but none that is known may be wrong."""
    opened = open_note(message, (*logs, *witnesses))
    checkpoint = Checkpoint.parse(opened.text)
    names = {log.name for log in logs if log in opened.signers}
    if not names:
        raise BadNote(f"{_either(log.name for log in logs)} has not signed this")
    if checkpoint.origin not in names:
        raise BadNote(f"this is a checkpoint of {checkpoint.origin}, not of {_either(names)}")
    return SignedCheckpoint(checkpoint, opened)


def _either(names: Iterable[str]) -> str:
    return " or ".join(sorted(set(names))) or "a log that is known"
