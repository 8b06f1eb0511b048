"""C2SP tlog-proof: all that shows one entry in one checkpoint, in one small file."""

from dataclasses import dataclass

from consent.ledger.checkpoints import SignedCheckpoint, open_checkpoint
from consent.ledger.merkle import HASH_SIZE, ProofError, leaf_hash, verify_inclusion
from consent.ledger.policies import Policy
from consent.ledger.strict import NotCanonical, decode_base64, decode_decimal, encode_base64

_MAGIC = "c2sp.org/tlog-proof@v1"
LONGEST_PATH = 63


@dataclass(frozen=True, slots=True)
class LogProof:
    entry: bytes
    """Travels as `extra`: it is believed only because its hash is the leaf."""
    index: int
    path: tuple[bytes, ...]
    checkpoint: bytes
    """The signed note, with its witnesses' lines."""

    def __str__(self) -> str:
        head = (_MAGIC, f"extra {encode_base64(self.entry)}", f"index {self.index}")
        lines = (*head, *(encode_base64(each) for each in self.path), "")
        return "\n".join(lines) + "\n" + self.checkpoint.decode()

    @classmethod
    def parse(cls, text: str) -> "LogProof":
        head, blank, checkpoint = text.partition("\n\n")
        lines = head.split("\n")
        if not blank or len(lines) < 3 or lines[0] != _MAGIC:
            raise ProofError("that is no proof of a transparency log")
        try:
            entry = decode_base64(_after("extra ", lines[1]))
            index = decode_decimal(_after("index ", lines[2]))
            path = tuple(decode_base64(line) for line in lines[3:])
        except NotCanonical as why:
            raise ProofError(f"the proof cannot be read: {why}") from None
        if len(path) > LONGEST_PATH or any(len(each) != HASH_SIZE for each in path):
            raise ProofError("the proof's path is none")
        return cls(entry, index, path, checkpoint.encode())

    def verify(self, policy: Policy) -> SignedCheckpoint:
        """Raises ProofError or BadNote, saying what is wrong; returns what it was proven by."""
        witnesses = tuple(policy.witnesses.values())
        signed = open_checkpoint(self.checkpoint, policy.logs, witnesses)
        if not policy.is_met_by(signed.opened.signers.keys()):
            raise ProofError("too few of the witnesses that the policy names have seen this")
        leaf, found = leaf_hash(self.entry), signed.checkpoint
        verify_inclusion(self.index, found.size, leaf, self.path, found.root)
        return signed


def _after(prefix: str, line: str) -> str:
    if not line.startswith(prefix):
        raise ProofError(f"the proof lacks its line {prefix.strip()!r}")
    return line.removeprefix(prefix)
