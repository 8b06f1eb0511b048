"""What the log shows to everybody: nothing that a signed checkpoint does not cover."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.ledger import witnessed
from consent.ledger.models import LedgerCheckpoint, LedgerEntry
from consent.ledger.policies import Policy
from consent.ledger.signing import newest_row
from consent.ledger.tiles import HEIGHT, NoSuchTile, Tile, pack_entries
from consent.ledger.tree import Tree, TreeDamaged


def newest_note(session: Session) -> bytes | None:
    """With the lines of all witnesses that have signed it so far."""
    newest = newest_row(session)
    return None if newest is None else witnessed.with_witnesses(session, newest)


def published_size(session: Session) -> int:
    last = select(LedgerCheckpoint.size).order_by(LedgerCheckpoint.number.desc()).limit(1)
    return session.scalar(last) or 0


def best_covering(
    session: Session, position: int, policy: Policy | None
) -> LedgerCheckpoint | None:
    """The newest that enough witnesses have signed; before they have, the newest of all."""
    candidates = [witnessed.newest_witnessed(session, policy)] if policy else []
    for checkpoint in (*candidates, newest_row(session)):
        if checkpoint is not None and position < checkpoint.size:
            return checkpoint
    return None


def tile_bytes(session: Session, tile: Tile, size: int) -> bytes:
    """Raises NoSuchTile for what a tree of this size does not have."""
    last = tile.first + tile.width
    if last > size >> (HEIGHT * max(tile.level, 0)):
        raise NoSuchTile(tile.path)
    if tile.level >= 0:
        return b"".join(Tree(session, size).hashes(tile.level, tile.first, last))
    bodies = select(LedgerEntry.body).where(
        LedgerEntry.position >= tile.first, LedgerEntry.position < last
    )
    found = session.scalars(bodies.order_by(LedgerEntry.position)).all()
    if len(found) != tile.width:
        raise TreeDamaged(f"entries between {tile.first} and {last} are missing")
    return pack_entries(found)
