"""Whoever performs in what a client fetched hears of it once a week, not with each file: a delivery
is ten thousand of them. Which ones and when is beside each recording at any time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid5

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consent.grants.models import Grant
from foundation import hooks, notices
from foundation.clock import now
from foundation.notices.models import Notice
from marketplace.accounts.roles import Role
from marketplace.deliveries.building.models import DeliveryFilePart
from marketplace.deliveries.taking.models import Taking

_WEEK = timedelta(days=7)
_SETTLES_IN = timedelta(hours=1)
"""A row is dated before it is committed: the week is asked about once nobody writes into it."""

FETCHED = notices.Kind(
    "recordings.fetched",
    "Copies of your recordings were fetched",
    "Your recordings",
    may_turn_off=True,
    sentence="{{ client }} fetched copies of {{ 'one' if count == 1 else count }}"
    " of your recordings in the week from {{ first|day }} to {{ last|day }}.",
    default=notices.Delivery.WEEKLY,
    roles=frozenset((Role.PERFORMER,)),
)
KINDS = (FETCHED,)


@dataclass(frozen=True, slots=True)
class _Fetched:
    performer: UUID
    client: UUID
    recordings: int


def tell_fetched(session: Session, last_run: datetime | None = None) -> int:
    """A step: of the last whole week, and of those that were over since the last run, each
    performer once for each client. By UTC, as nobody's week is everybody's."""
    last = _monday(now() - _SETTLES_IN) - _WEEK
    first = min(last, _monday(last_run - _SETTLES_IN)) if last_run else last
    return sum(_tell(session, first + each * _WEEK) for each in range((last - first) // _WEEK + 1))


def _tell(session: Session, first: date) -> int:
    weeks = [(each, _week_of(each.client, first)) for each in _fetched(session, first)]
    told = _told(session, {week for _, week in weeks})
    names = hooks.names(session, {each.client for each, _ in weeks})
    new = [(each, week) for each, week in weeks if (each.performer, week) not in told]
    for each, week in new:
        notices.tell(
            session,
            kind=FETCHED.name,
            to=[each.performer],
            subject_id=week,
            url="/rights",
            client=names.get(each.client, "A client"),
            count=each.recordings,
            first=first,
            last=first + _WEEK - timedelta(days=1),
        )
    return len(new)


def _fetched(session: Session, first: date) -> Iterator[_Fetched]:
    begins = datetime.combine(first, time(), UTC)
    part, of = DeliveryFilePart, Taking
    rows = session.execute(
        select(
            Grant.performer_id,
            of.on_behalf_of,
            func.count(part.recording_id.distinct()),
        )
        .join(part, part.file_id == of.file_id)
        .join(Grant, Grant.recording_id == part.recording_id)
        .where(of.at >= begins, of.at < begins + _WEEK)
        .group_by(Grant.performer_id, of.on_behalf_of)
        .order_by(Grant.performer_id, of.on_behalf_of)
    )
    return (_Fetched(*row) for row in rows)


def _told(session: Session, weeks: set[UUID]) -> set[tuple[UUID, UUID | None]]:
    wanted = select(Notice.account_id, Notice.subject_id).where(
        Notice.kind == FETCHED.name, Notice.subject_id.in_(weeks)
    )
    return {(row.account_id, row.subject_id) for row in session.execute(wanted)}


def _week_of(client: UUID, first: date) -> UUID:
    """What such a notice is about: by it a second run tells nobody twice."""
    return uuid5(client, f"fetched {first.isoformat()}")


def _monday(at: datetime) -> date:
    return at.date() - timedelta(days=at.weekday())
