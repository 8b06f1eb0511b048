"""What is pending becomes posted or void: once, by another row."""

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from foundation.clock import now
from foundation.ids import new_id
from foundation.statements import among
from payouts.journal.chart import Account, Kind
from payouts.journal.errors import AlreadyResolved
from payouts.journal.models import JournalAccount, Posting
from payouts.journal.owing import change
from payouts.journal.posting import Phase, Posted, take_keys, write


def post_pending(session: Session, key: str, group_id: UUID) -> Posted:
    """All that was made pending together is now so."""
    return _resolve(session, key, group_id, Phase.POSTS)


def void_pending(session: Session, key: str, group_id: UUID) -> Posted:
    """All that was made pending together never was; what was set aside is free again."""
    return _resolve(session, key, group_id, Phase.VOIDS)


def _resolve(session: Session, key: str, group_id: UUID, phase: Phase) -> Posted:
    said = sha256(f"{phase} {group_id}".encode()).digest()
    taken = take_keys(session, {key: said})[key]
    if not taken.new:
        return taken
    pending = _unresolved(session, group_id)
    accounts = _accounts_of(session, pending)
    gains: Counter[Account] = Counter()
    for each in pending:
        gaining = accounts[each.credit_id if phase is Phase.POSTS else each.debit_id]
        if gaining.is_owed:
            gains[gaining] += each.amount_minor
    change(session, gains)
    at = now()
    rows = [
        {
            "id": new_id(),
            "group_id": taken.id,
            "line": number,
            "phase": phase.value,
            "resolves_id": each.id,
            "debit_id": each.debit_id,
            "credit_id": each.credit_id,
            "amount_minor": each.amount_minor,
            "currency": each.currency,
            "purpose": each.purpose,
            "cause_id": each.cause_id,
            "effective_at": at,
            "recorded_at": at,
        }
        for number, each in enumerate(pending)
    ]
    write(session, rows)
    return taken


def _unresolved(session: Session, group_id: UUID) -> Sequence[Posting]:
    """The unique key on what a row resolves decides between two at once; this says it kindly."""
    later = aliased(Posting)
    of_group = (
        select(Posting, later.id)
        .outerjoin(later, later.resolves_id == Posting.id)
        .where(Posting.group_id == group_id, Posting.phase == Phase.PENDING.value)
        .order_by(Posting.line)
    )
    found = session.execute(of_group).all()
    if not found or any(resolved is not None for _, resolved in found):
        raise AlreadyResolved
    return [each for each, _ in found]


def _accounts_of(session: Session, postings: Sequence[Posting]) -> dict[UUID, Account]:
    ids = {each.debit_id for each in postings} | {each.credit_id for each in postings}
    rows = session.scalars(
        select(JournalAccount).where(among(session, JournalAccount.id, list(ids)))
    )
    return {row.id: Account(Kind(row.kind), row.owner_id, row.currency) for row in rows}
