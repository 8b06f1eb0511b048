"""Which records go when whom they are about asks, and why the others are kept (GDPR 17).

What was allowed and then used stays provable, for the performer as much as for others. What was
never used, or never allowed, proves nothing any more once its recording is gone.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.grants.models import Grant, Right
from consent.ledger.entries import EntryType
from consent.ledger.explaining.moves import PERMITTING
from consent.ledger.openings import reading
from consent.ledger.openings.closing import types_by_thread
from consent.media.holding import holds_on
from foundation.clock import now
from foundation.statements import among

_SIGNED_OR_PAID = frozenset(
    (
        EntryType.AGREEMENT_SIGNED,
        EntryType.HOURS_APPROVED,
        EntryType.EARNING_PAID,
        EntryType.EARNING_RETURNED,
        EntryType.LICENCE_SIGNED,
    )
)
_GIVEN = frozenset((EntryType.CONSENT_GIVEN, EntryType.CONSENT_RENEWED))

SIGNED_OR_PAID = "It proves what was signed, worked and paid. Tax and labour law make us keep that."
IN_FORCE = "Your consent is in force. Withdraw it first; its record can go once all is settled."
HANDED_OVER = (
    "The recording was handed over under it. Until nobody can dispute that any more, it proves for"
    " you, too, what was allowed and what was not (GDPR 17(3)(e))."
)
NOT_DESTROYED = "The recording is not destroyed yet. Its record can go once that is on record."


@dataclass(frozen=True, slots=True)
class Judged:
    thread: str
    recording_id: UUID | None
    kept: str = ""
    """Why; empty where it may go."""


def judge(session: Session, person_id: UUID) -> list[Judged]:
    """All of a person's records that are not erased yet."""
    return judge_these(session, reading.threads_of(session, person_id))


def judge_these(session: Session, threads: Collection[str]) -> list[Judged]:
    types = types_by_thread(session, threads)
    rights = _rights(session, threads)
    recordings = [right.recording_id for right in rights.values()]
    holds = holds_on(session, recordings)
    return [_judged(thread, types[thread], rights.get(thread), holds) for thread in sorted(types)]


def _judged(
    thread: str, types: set[EntryType], right: Right | None, holds: Mapping[UUID, date]
) -> Judged:
    recording = right.recording_id if right else None
    if recording is not None and (until := holds.get(recording)):
        return Judged(thread, recording, _held(until))
    return Judged(thread, recording, _kept(types, right))


def _kept(types: set[EntryType], right: Right | None) -> str:
    if types & _SIGNED_OR_PAID:
        return SIGNED_OR_PAID
    if right is not None and right.state in PERMITTING and right.ends_on >= now().date():
        return IN_FORCE
    if EntryType.DELIVERY_MADE in types or (right is None and types & _GIVEN):
        return HANDED_OVER
    settled = EntryType.MEDIA_DESTROYED in types or not types - {EntryType.CONSENT_REFUSED}
    return "" if settled else NOT_DESTROYED


def _held(until: date) -> str:
    return f"A legal hold keeps it until {until.isoformat()}: somebody may need it before a court."


def _rights(session: Session, threads: Collection[str]) -> dict[str, Right]:
    join = Right.grant_id == Grant.id
    wanted = select(Grant.thread, Right).join(Grant, join)
    rows = session.execute(wanted.where(among(session, Grant.thread, set(threads))))
    return {row.thread: row.Right for row in rows}
