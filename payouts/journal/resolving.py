"""What is pending becomes posted or void: once, by another row."""

from collections import Counter
from hashlib import sha256
from uuid import UUID

from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.ids import new_ids
from payouts.journal.chart import Account, Kind
from payouts.journal.driving import rows_of
from payouts.journal.errors import AlreadyResolved
from payouts.journal.models import Phase
from payouts.journal.owing import change
from payouts.journal.posting import Posted, take_keys
from payouts.journal.rows import PostingRow


def post_pending(session: Session, key: str, group_id: UUID) -> Posted:
    """All that was made pending together is now so."""
    return _resolve(session, key, group_id, Phase.POSTS)


def void_pending(session: Session, key: str, group_id: UUID) -> Posted:
    """All that was made pending together never was; what was set aside is free again."""
    return _resolve(session, key, group_id, Phase.VOIDS)


def _resolve(session: Session, key: str, group_id: UUID, phase: Phase) -> Posted:
    said, rows = sha256(f"{phase} {group_id}".encode()).digest(), rows_of(session)
    taken = take_keys(session, rows, {key: said})[key]
    if not taken.new:
        return taken
    pending = rows.pending_of(group_id, "credit" if phase is Phase.POSTS else "debit")
    # The unique key on what a row resolves decides between two at once; this says it kindly.
    if not pending or any(each.resolved_by for each in pending):
        raise AlreadyResolved
    gains: Counter[Account] = Counter()
    for each in pending:
        gaining = Account(Kind(each.gains_kind), each.gains_owner, each.currency)
        if gaining.is_owed:
            gains[gaining] += each.amount_minor
    change(rows, gains)
    at, ids = now(), new_ids(len(pending))
    rows.insert_postings(
        [
            PostingRow(
                next(ids),
                taken.id,
                number,
                phase.value,
                each.id,
                each.debit_id,
                each.credit_id,
                each.amount_minor,
                each.currency,
                each.purpose,
                each.cause_id,
                at,
                at,
            )
            for number, each in enumerate(pending)
        ]
    )
    return taken
