"""Each person's own key: made when something is first written about them, and unwrapped to read."""

import hashlib
import secrets
from collections.abc import Collection, Iterator, Sequence
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.ledger.openings.models import LedgerDataKey
from foundation.errors import Conflict
from foundation.sealing import Seal, derived_key
from foundation.statements import insert_unless_there

AT_ONCE = 500
"""Fewer than any database's limit on the parameters of one statement."""
_KEY_BYTES = 32
_PURPOSE = "ledger openings"
_Item = TypeVar("_Item")


class ErasedMeanwhile(Conflict):
    message = "Something about this person was being erased at the same moment. Try again."


def wrapping(master_key: str) -> Seal:
    return Seal(derived_key(master_key, _PURPOSE))


def mark_of(master_key: str) -> str:
    """By which rows are found that another master key wrapped."""
    return hashlib.sha256(derived_key(master_key, f"{_PURPOSE}: mark")).hexdigest()[:16]


def for_writing(session: Session, master_key: str, people: Collection[UUID]) -> dict[UUID, Seal]:
    """A step. Held until the caller's transaction ends, so that no erasure takes a key away
    from under an opening that is being written."""
    held = _held(session, master_key, people)
    missing = sorted(set(people) - held.keys())
    for person in missing:
        key = secrets.token_bytes(_KEY_BYTES)
        wrapped = wrapping(master_key).close(key, owner=person)
        insert_unless_there(
            session,
            LedgerDataKey,
            person_id=person,
            wrapped=wrapped,
            wrapped_by=mark_of(master_key),
        )
    held |= _held(session, master_key, missing)
    if held.keys() != set(people):
        raise ErasedMeanwhile
    return held


def for_reading(session: Session, master_key: str, people: Collection[UUID]) -> dict[UUID, Seal]:
    found: dict[UUID, Seal] = {}
    for some in chunked(sorted(people)):
        rows = select(LedgerDataKey).where(LedgerDataKey.person_id.in_(some))
        found |= _unwrapped(session.scalars(rows).all(), master_key)
    return found


def _held(session: Session, master_key: str, people: Collection[UUID]) -> dict[UUID, Seal]:
    found: dict[UUID, Seal] = {}
    for some in chunked(sorted(people)):
        rows = select(LedgerDataKey).where(LedgerDataKey.person_id.in_(some))
        # Shared among writers; only an erasure, which locks for update, waits or is waited for.
        held = rows.order_by(LedgerDataKey.person_id).with_for_update(read=True, key_share=True)
        held = held.execution_options(populate_existing=True)
        found |= _unwrapped(session.scalars(held).all(), master_key)
    return found


def _unwrapped(rows: Sequence[LedgerDataKey], master_key: str) -> dict[UUID, Seal]:
    seal = wrapping(master_key)
    return {row.person_id: Seal(seal.open(row.wrapped, owner=row.person_id)) for row in rows}


def chunked(items: Sequence[_Item]) -> Iterator[Sequence[_Item]]:
    for low in range(0, len(items), AT_ONCE):
        yield items[low : low + AT_ONCE]
