"""Signs the newest checkpoint, and never one that could be contradicted.

In this order: what is signed is durable; it is read again and hashed again; it continues what
was signed last; a second place agrees; and only then do others see it.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from consent.ledger.checkpoints import Checkpoint
from consent.ledger.durable import keep_durably
from consent.ledger.key_ring import NoKey, of_origin
from consent.ledger.keys import SigningKey, VerifierKey
from consent.ledger.merkle import CompactRange, ProofError, leaf_hash, verify_consistency
from consent.ledger.models import LedgerCheckpoint, LedgerEntry, LedgerHead
from consent.ledger.notes import BadNote, open_note
from consent.ledger.origins import current_origin, verifier_keys
from consent.ledger.second_place import SecondPlace
from consent.ledger.tree import Tree, TreeDamaged
from foundation.clock import now

EVERY = timedelta(seconds=1)
HEARTBEAT = timedelta(minutes=10)
"""A log that says nothing for long cannot be told from one that is being kept from us."""
_AT_ONCE = 2000
Transaction = Callable[[], AbstractContextManager[Session]]


class Contradiction(Exception):
    """The database is not what was signed: nothing more may be signed until it is mended."""


class Overtaken(Exception):
    """Another signer was quicker. Its checkpoint stands; there is nothing to mend."""


@dataclass(frozen=True, slots=True)
class Prepared:
    note: bytes
    checkpoint: Checkpoint
    adopted: bytes | None
    """A note that the second place holds and the database does not: a crash fell in between."""


def sign_newest(
    session: Session, transaction: Transaction, second: SecondPlace, keys: Sequence[SigningKey]
) -> Checkpoint | None:
    """The new checkpoint, or None where there is nothing new to say yet."""
    session.rollback()  # What was read before may be older than what another has signed since.
    published = second.newest()
    try:
        if not is_due(session, published):
            return None
        ready = prepare(session, published, keys)
    finally:
        session.rollback()  # Lets what was read go: hashing held no writer up.
    if not second.swap(published, ready.note):
        raise Overtaken("another signer has signed in the meantime")
    with transaction() as writing:
        store(writing, ready)
    return ready.checkpoint


def is_due(session: Session, published: bytes | None) -> bool:
    last = newest_row(session)
    if last is None or last.note != published or not _is_of(last, current_origin(session) or ""):
        return True
    waited = abs(now() - last.signed_at)  # A clock that was set back must not silence the log.
    grown = last.size != session.scalars(select(LedgerHead.size)).one()
    return waited >= (EVERY if grown else HEARTBEAT)


def prepare(session: Session, published: bytes | None, keys: Sequence[SigningKey]) -> Prepared:
    known = verifier_keys(session)
    origin = known[-1].name if known else ""
    current = of_origin(keys, [str(key) for key in known if key.name == origin])
    if not current:
        raise NoKey(_LOST if known else _NONE)
    last = None if published is None else open_own(published, known)
    stored = newest_row(session)
    refuse_contradictions(session, published, stored, known)
    checkpoint = Checkpoint(origin, *_hashed_again(session, origin, last))
    adopted = published if stored is None or stored.note != published else None
    return Prepared(bytes(checkpoint.signed(*current)), checkpoint, adopted)


_NONE = "The ledger has no key to sign with: flask ledger key create makes one."
_LOST = (
    "None of the private keys that are here is on record, so nothing is signed: bring the"
    " ledger's own key back, or see flask ledger new-origin."
)


def store(session: Session, ready: Prepared) -> None:
    """A step. A slow signer may come here after a quicker one has stored for both."""
    keep_durably(session)
    known = verifier_keys(session)
    for note in filter(None, (ready.adopted, ready.note)):
        last = newest_row(session, lock=True)
        found = open_own(note, known)
        if last is None or _goes_beyond(found, last, known[-1].name):
            session.add(
                LedgerCheckpoint(
                    number=last.number + 1 if last else 0,
                    size=found.size,
                    root=found.root,
                    note=note,
                    signed_at=now(),
                )
            )
            session.flush()


def _goes_beyond(found: Checkpoint, last: LedgerCheckpoint, origin: str) -> bool:
    if not _is_of(last, found.origin):
        return found.origin == origin  # Another begins; one that was closed does not go on.
    heartbeat = found.size == last.size and abs(now() - last.signed_at) >= HEARTBEAT
    return found.size > last.size or heartbeat


def _is_of(row: LedgerCheckpoint, origin: str) -> bool:
    return row.note.startswith(origin.encode() + b"\n")


def newest_row(session: Session, *, lock: bool = False) -> LedgerCheckpoint | None:
    if lock:  # The head row is what all writers of the log wait for each other on.
        session.execute(select(LedgerHead.id).with_for_update())
    newest = select(LedgerCheckpoint).order_by(LedgerCheckpoint.number.desc()).limit(1)
    return session.scalars(newest).first()


def open_own(note: bytes, known: Sequence[VerifierKey]) -> Checkpoint:
    """A note that one of our keys has signed under its own name."""
    opened = open_note(note, tuple(known))
    checkpoint = Checkpoint.parse(opened.text)
    if all(key.name != checkpoint.origin for key in opened.signers):
        raise BadNote(f"no key of {checkpoint.origin} has signed this checkpoint")
    return checkpoint


def refuse_contradictions(
    session: Session,
    published: bytes | None,
    stored: LedgerCheckpoint | None,
    known: Sequence[VerifierKey],
) -> None:
    """Both are asked: the second place may be lost, and the table may be of an older copy."""
    for note in {published, stored.note if stored else None}:
        if note is not None:
            refuse_contradiction(session, open_own(note, known), known[-1].name)


def refuse_contradiction(session: Session, last: Checkpoint, origin: str) -> None:
    """The tree must still begin with all that was ever signed under the name it goes by."""
    if last.origin != origin:
        return
    size = session.scalars(select(LedgerHead.size)).one()
    if size < last.size:
        raise Contradiction(
            f"The database holds {size} entries of the ledger, but {last.size} were signed: it is"
            " an older copy. Bring the missing entries back, or begin a new origin:"
            " flask ledger new-origin explains how."
        )
    with _damage_named():
        root = Tree(session, last.size).root()
    if root != last.root:
        raise Contradiction(
            f"The first {last.size} entries of the ledger are not those that were signed."
            " flask ledger audit says where."
        )


def _hashed_again(session: Session, origin: str, last: Checkpoint | None) -> tuple[int, bytes]:
    """From the stored bytes, since one flipped bit that is signed over ends a log for ever."""
    head = session.scalars(select(LedgerHead)).one()
    start = last.size if last and last.origin == origin else 0
    with _damage_named():
        grown = Tree(session, start).compact()
    for position, leaf, body in _entries(session, start, head.size):
        if position != grown.size or leaf_hash(body) != leaf:
            raise Contradiction(f"Entry {grown.size} is not what was hashed when it was written.")
        grown.append(leaf)
    if grown.size != head.size or b"".join(grown.peaks) != head.peaks:
        raise Contradiction("The head of the ledger does not fit its entries.")
    _refuse_other_subtrees(session, grown, last if start else None)
    return head.size, grown.root()


def _refuse_other_subtrees(session: Session, grown: CompactRange, last: Checkpoint | None) -> None:
    """Proofs are read from the stored subtrees, so these must say the same."""
    tree = Tree(session, grown.size)
    with _damage_named():
        if tree.root() != grown.root():
            raise Contradiction("The stored subtrees of the ledger do not fit its entries.")
        if last is not None:
            proof = tree.consistency(last.size)
            verify_consistency(last.size, grown.size, last.root, grown.root(), proof)


@contextmanager
def _damage_named() -> Iterator[None]:
    try:
        yield
    except (TreeDamaged, ProofError) as damage:
        raise Contradiction(
            f"The ledger is damaged: {damage}. flask ledger audit says where."
        ) from None


def _entries(session: Session, start: int, size: int) -> Iterator[Row[int, bytes, bytes]]:
    columns = select(LedgerEntry.position, LedgerEntry.leaf, LedgerEntry.body)
    for low in range(start, size, _AT_ONCE):
        high = min(low + _AT_ONCE, size)  # Beyond it another may have placed more meanwhile.
        chunk = columns.where(LedgerEntry.position >= low, LedgerEntry.position < high)
        yield from session.connection().execute(chunk.order_by(LedgerEntry.position))
