"""Every way to spoil a bundle that we could think of, and the very thing that must be named."""

from tests.consent.ledger.offline.tampered_entries import entries, openings, proofs
from tests.consent.ledger.offline.tampered_files import json_texts, zips
from tests.consent.ledger.offline.tampered_signatures import checkpoints, policies, statements
from tests.consent.ledger.offline.tampered_threads import threads

GROUPS = (
    entries,
    openings,
    proofs,
    checkpoints,
    policies,
    threads,
    statements,
    json_texts,
    zips,
)


def cases() -> list[tuple[str, bytes, str]]:
    return [
        (f"{group.__name__}: {name}", data, named)
        for group in GROUPS
        for name, data, named in group()
    ]
