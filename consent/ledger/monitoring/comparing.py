"""Whether all that a log has shown to anybody is one history."""

from collections.abc import Sequence
from pathlib import Path

from consent.ledger import conflicts
from consent.ledger.merkle import ProofError, verify_consistency
from consent.ledger.monitoring.claims import Claim
from consent.ledger.monitoring.reports import Report
from consent.ledger.monitoring.sources import NotServed, Read, Served
from consent.ledger.tiles import NoSuchTile


def disagree(log: Claim, claims: Sequence[Claim], read: Read, folder: Path, report: Report) -> bool:
    """Every two are compared by way of the largest: what begins it begins in one way."""
    largest = max((log, *claims), key=lambda each: each.checkpoint.size)
    if largest.checkpoint.size > log.checkpoint.size:
        said = f"The log shows {log.checkpoint.size} entries, less than {largest}."
        _keep(folder, largest, log, report, said)
    served = Served(read, largest.checkpoint)
    for claim in (log, *claims):
        if claim is not largest and claim.checkpoint.size:
            _compare(folder, claim, largest, served, report)
    return report.parted


def _compare(folder: Path, claim: Claim, largest: Claim, served: Served, report: Report) -> None:
    old, new = claim.checkpoint, largest.checkpoint
    try:
        if old.size < new.size and served.root() != new.root:
            report.untrue = True
            report.find(f"The tiles that are served do not make the root of {largest}.")
            return
        proof = served.consistency(old.size) if old.size < new.size else []
        verify_consistency(old.size, new.size, old.root, new.root, proof)
    except ProofError as why:
        said = f"FORK: {claim} and {largest} hold two histories: {why}."
        _keep(folder, claim, largest, report, said)
    except (NoSuchTile, NotServed) as why:
        report.untrue = True
        report.find(f"{claim} and {largest} cannot be compared: {why}.")


def _keep(folder: Path, one: Claim, other: Claim, report: Report, said: str) -> None:
    report.parted = True
    report.find(said)
    report.evidence += conflicts.keep(folder, one.note, other.note)
