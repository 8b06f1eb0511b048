"""Who holds which checkpoint of a log, under signatures that were verified."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from consent.ledger.checkpoints import Checkpoint, open_checkpoint
from consent.ledger.fetching import Unreachable
from consent.ledger.keys import VerifierKey
from consent.ledger.monitoring.reports import Report
from consent.ledger.monitoring.sources import LARGEST_NOTE, NotServed, Read, fetch
from consent.ledger.notes import BadNote
from consent.ledger.policies import Policy


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody holds this checkpoint of the log."""

    who: str
    checkpoint: Checkpoint
    note: bytes

    def __str__(self) -> str:
        return f"{self.who} ({self.checkpoint.size} entries)"


def claim_by(
    who: str, note: bytes, keys: Sequence[VerifierKey], witness: VerifierKey | None = None
) -> Claim:
    signed = open_checkpoint(note, keys, (witness,) if witness else ())
    if witness and witness not in signed.opened.signers:
        raise BadNote("the witness itself has not signed it")
    return Claim(who, signed.checkpoint, note)


def witnesses(
    policy: Policy | None, origin: str, keys: Sequence[VerifierKey], report: Report
) -> Iterator[Claim]:
    if policy is None:
        return
    at = hashlib.sha256(origin.encode()).hexdigest()
    for name, address in policy.addresses.items():
        try:
            note = fetch(f"{address.rstrip('/')}/{at}/checkpoint", LARGEST_NOTE)
            yield claim_by(f"witness {name}", note, keys, policy.witnesses[name])
        except NotServed:
            report.remarks.append(f"Witness {name} has signed nothing of this log yet.")
        except Unreachable as why:
            report.remarks.append(f"Witness {name} cannot be asked: {why}.")
        except BadNote as why:
            report.find(f"Witness {name} shows a note not to be believed: {why}.")


def served_keys(read: Read) -> list[VerifierKey]:
    try:
        text = read("vkey", 100_000).decode()
        return [VerifierKey.parse(line) for line in text.split("\n") if line]
    except (NotServed, UnicodeDecodeError):
        return []
