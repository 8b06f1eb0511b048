"""Whether a ledger is whole, asked in the plainest way: everything is read and hashed again."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.ledger.entries import Entry
from consent.ledger.keys import VerifierKey
from consent.ledger.merkle import CompactRange, leaf_hash
from consent.ledger.models import (
    LedgerCheckpoint,
    LedgerEntry,
    LedgerHead,
    LedgerOutbox,
    LedgerSubtree,
)
from consent.ledger.openings.models import LedgerOpening
from consent.ledger.origins import verifier_keys
from consent.ledger.second_place import SecondPlace
from consent.ledger.signing import open_own


def faults(session: Session, acknowledged: Iterable[str], signed: Iterable[bytes]) -> list[str]:
    """`signed`: notes that somebody may have seen, besides those in the table."""
    known = verifier_keys(session)
    bodies = session.scalars(select(LedgerEntry.body).order_by(LedgerEntry.position)).all()
    stored = session.scalars(select(LedgerCheckpoint.note).order_by(LedgerCheckpoint.number)).all()
    return [
        *_lost(session, acknowledged, bodies),
        *_misplaced(session, bodies),
        *_badly_hashed(session, bodies),
        *_contradicted(bodies, [*stored, *signed], known),
        *_unordered(stored, known),
    ]


def not_erased(session: Session, erased: Collection[str], second: SecondPlace) -> list[str]:
    """`erased`: threads of which somebody was told that nothing is left of them."""
    left = set(session.scalars(select(LedgerOpening.thread))) & set(erased)
    untold = set(erased) - second.erasures()
    return [
        *(f"{thread} was erased and is there" for thread in left),
        *(f"{thread} was erased, and a restore would not know" for thread in untold),
    ]


def _lost(session: Session, acknowledged: Iterable[str], bodies: Sequence[bytes]) -> Iterator[str]:
    there = {Entry.parse(body).event.id for body in bodies}
    there |= set(session.scalars(select(LedgerOutbox.event_id)))
    yield from (f"{each} was acknowledged and is lost" for each in set(acknowledged) - there)


def _misplaced(session: Session, bodies: Sequence[bytes]) -> Iterator[str]:
    tails: dict[str, tuple[int, str]] = {}
    rows = session.execute(select(LedgerEntry.position, LedgerEntry.leaf).order_by("position"))
    for (position, leaf), place, body in zip(rows, range(len(bodies)), bodies, strict=True):
        entry = Entry.parse(body)
        n, prev = tails.get(entry.event.thread, (0, ""))
        if (position, leaf) != (place, leaf_hash(body)):
            yield f"entry {place} is not at its place"
        if (entry.n, entry.prev) != (n, prev):
            yield f"entry {place} does not continue its thread"
        tails[entry.event.thread] = (n + 1, leaf_hash(body).hex())


def _badly_hashed(session: Session, bodies: Sequence[bytes]) -> Iterator[str]:
    tree, complete = CompactRange(), {}
    for body in bodies:
        for height, index, root in tree.append(leaf_hash(body)):
            if height % 8 == 0 and height:
                complete[height // 8, index] = root
    head = session.scalars(select(LedgerHead)).one()
    if (head.size, head.peaks) != (tree.size, b"".join(tree.peaks)):
        yield f"the head says {head.size}, and there are {tree.size}"
    rows = session.execute(select(LedgerSubtree.level, LedgerSubtree.place, LedgerSubtree.hash))
    if {(row.level, row.place): row.hash for row in rows} != complete:
        yield "the subtrees are not those of the entries"


def _contradicted(
    bodies: Sequence[bytes], notes: Iterable[bytes], known: Sequence[VerifierKey]
) -> Iterator[str]:
    for note in dict.fromkeys(notes):
        checkpoint = open_own(note, known)
        tree = CompactRange()
        for body in bodies[: checkpoint.size]:
            tree.append(leaf_hash(body))
        if (tree.size, tree.root()) != (checkpoint.size, checkpoint.root):
            yield f"the checkpoint of {checkpoint.size} entries is contradicted"


def _unordered(stored: Sequence[bytes], known: Sequence[VerifierKey]) -> Iterator[str]:
    sizes = [open_own(note, known).size for note in stored]
    if sizes != sorted(sizes):
        yield f"the checkpoints go back: {sizes}"
