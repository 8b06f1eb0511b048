"""The evidence of some threads: every entry, every proof at one checkpoint, and the log's own word
on how many entries there are."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.keeping.openings import ThreadNotFound
from consent.ledger.checkpoints import Checkpoint
from consent.ledger.entries import Entry
from consent.ledger.evidence import Evidence, Item, threads_of
from consent.ledger.key_ring import NoKey, of_origin
from consent.ledger.keys import SigningKey
from consent.ledger.models import LedgerCheckpoint, LedgerEntry
from consent.ledger.notes import parse
from consent.ledger.openings.reading import Found
from consent.ledger.origins import current_keys
from consent.ledger.policies import Policy
from consent.ledger.proofs import LogProof
from consent.ledger.proving import EntryNotProvenYet
from consent.ledger.publishing import best_covering
from consent.ledger.statements import Statement
from consent.ledger.tree import Tree
from consent.ledger.witnessed import with_witnesses
from foundation.clock import now
from foundation.statements import among

TOLD_EVERY = 500
"""Entries."""
_SOON_S = 2


@dataclass(frozen=True, slots=True)
class Signers:
    """Who signs the statement, and whose signatures on the checkpoint are asked for."""

    keys: Sequence[SigningKey]
    policy: Policy | None


def evidence_of(
    session: Session,
    threads: Collection[str],
    opened: Mapping[str, Found],
    signers: Signers,
    *,
    about: str,
    told: Callable[[int], None] = lambda _: None,
) -> Evidence:
    """Packing many takes long: every so often `told` hears how many are."""
    rows = _entries(session, threads)
    checkpoint = best_covering(session, rows[-1][0], signers.policy)
    if checkpoint is None:
        raise EntryNotProvenYet(_SOON_S, Entry.parse(rows[-1][1]).event.id)
    items = _items(session, rows, checkpoint, opened, told)
    return Evidence(
        items=items,
        policy=signers.policy or Policy(current_keys(session), {}, {}),
        statement=_statement(session, checkpoint, items, signers.keys),
        about=about,
        made_at=now(),
        signed_at=checkpoint.signed_at,
    )


def _entries(session: Session, threads: Collection[str]) -> list[tuple[int, bytes]]:
    """In the order of the log, which is that of each thread too."""
    wanted = select(LedgerEntry.position, LedgerEntry.body)
    of = among(session, LedgerEntry.thread, threads)
    rows = session.execute(wanted.where(of).order_by(LedgerEntry.position)).all()
    if not rows:
        raise ThreadNotFound
    return [(row.position, row.body) for row in rows]


def _items(
    session: Session,
    rows: Sequence[tuple[int, bytes]],
    checkpoint: LedgerCheckpoint,
    opened: Mapping[str, Found],
    told: Callable[[int], None],
) -> list[Item]:
    tree, note = Tree(session, checkpoint.size), with_witnesses(session, checkpoint)
    items: list[Item] = []
    for position, body in rows:
        if items and len(items) % TOLD_EVERY == 0:
            told(len(items))
        found = opened.get(Entry.parse(body).event.id)
        proof = LogProof(body, position, tuple(tree.inclusion(position)), note)
        items.append(Item(proof, found.salt if found else None, found.payload if found else None))
    return items


def _statement(
    session: Session,
    checkpoint: LedgerCheckpoint,
    items: Sequence[Item],
    keys: Sequence[SigningKey],
) -> bytes:
    found = Checkpoint.parse(parse(checkpoint.note).text)
    on_record = [str(key) for key in current_keys(session) if key.name == found.origin]
    signing = of_origin(keys, on_record)
    if not signing:
        raise NoKey("This process has no key of the ledger to sign the statement with.")
    said = Statement(found.origin, found.size, found.root, threads_of(items))
    return bytes(said.signed(*signing))
