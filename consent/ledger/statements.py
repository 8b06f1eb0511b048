"""The log's own word on how many entries a thread has, so that none can be left out at its end."""

from collections.abc import Mapping
from dataclasses import dataclass

from consent.ledger.keys import SigningKey
from consent.ledger.notes import Note, sign
from consent.ledger.strict import encode_base64


@dataclass(frozen=True, slots=True)
class Statement:
    """About some threads at one checkpoint. Its first line keeps it from being a checkpoint."""

    origin: str
    size: int
    root: bytes
    counts: Mapping[str, int]
    """Entries by thread."""

    @property
    def text(self) -> str:
        head = (f"{self.origin}/threads", str(self.size), encode_base64(self.root))
        threads = (f"{thread} {count}" for thread, count in sorted(self.counts.items()))
        return "\n".join((*head, *threads)) + "\n"

    def signed(self, *keys: SigningKey) -> Note:
        return Note(self.text, tuple(sign(self.text, key) for key in keys))
