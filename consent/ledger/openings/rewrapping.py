"""A new master key: each person's key is wrapped anew, and what it sealed stays as it is."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consent.ledger.openings.data_keys import mark_of, wrapping
from consent.ledger.openings.models import LedgerDataKey

AT_ONCE = 500


def wrapped_otherwise(session: Session, master_key: str) -> int:
    """How many keys another master key than this one wraps."""
    others = LedgerDataKey.wrapped_by != mark_of(master_key)
    return session.scalars(select(func.count()).select_from(LedgerDataKey).where(others)).one()


def rewrap_some(session: Session, old: str, new: str, limit: int = AT_ONCE) -> int:
    """A step. Those done already are known by their mark, so a run that was cut short is simply
    started again. Raises BrokenSeal where `old` is not the key that wrapped them."""
    others = select(LedgerDataKey).where(LedgerDataKey.wrapped_by != mark_of(new))
    batch = others.order_by(LedgerDataKey.person_id).limit(limit).with_for_update()
    rows = session.scalars(batch).all()
    was, becomes = wrapping(old), wrapping(new)
    for row in rows:
        key = was.open(row.wrapped, owner=row.person_id)
        row.wrapped = becomes.close(key, owner=row.person_id)
        row.wrapped_by = mark_of(new)
    session.flush()
    return len(rows)
