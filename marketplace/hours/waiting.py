"""What waits for somebody about hours: an end to agree to, a correction to answer, an approval, a
dispute. Who owns the case of a dispute has it there, and is not told twice."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from foundation import hooks
from foundation.actors import Actor
from foundation.cases.models import Case
from foundation.clock import now
from foundation.hooks import Waiting
from marketplace.accounts.roles import Role
from marketplace.bookings.models import Booking
from marketplace.gigs.models import Gig
from marketplace.hours import policy
from marketplace.hours.models import HoursDecision, HoursDispute, HoursLine, Timesheet
from marketplace.hours.open_lines import has_open_line, is_open, waits
from marketplace.hours.standing import ANSWERED_WITHIN

_MOST = 20


def waiting_for(session: Session, actor: Actor) -> Iterator[Waiting]:
    """For `hooks.waiting_for`."""
    if policy.may_settle(actor):
        yield from _to_settle(session, actor)
    plays = actor.role == Role.PERFORMER
    if not plays and not policy.approves(actor):
        return
    own = Timesheet.performer_id == actor.id if plays else Timesheet.client_id == actor.on_behalf_of
    if plays:
        for sheet, title in _sheets(session, own, Timesheet.end_agreed_at.is_(None)):
            yield Waiting(
                f"Did it end as planned: {title}", _url(sheet.booking_id), sheet.approve_by
            )
    else:
        yield from _to_approve(session, own, actor)
    yield from _to_answer(session, own, by_performer=not plays)


def _to_approve(session: Session, own: ColumnElement[bool], actor: Actor) -> Iterator[Waiting]:
    rows = _sheets(
        session,
        own,
        Timesheet.end_agreed_at.is_not(None),
        Timesheet.performer_id != actor.id,
        has_open_line(),
    )
    names = hooks.names(session, {sheet.performer_id for sheet, _ in rows})
    for sheet, title in rows:
        name = names.get(sheet.performer_id, "somebody")
        yield Waiting(f"Approve hours of {name}: {title}", _url(sheet.booking_id), sheet.approve_by)


def _to_settle(session: Session, actor: Actor) -> Iterator[Waiting]:
    """The case may be with somebody of ours who cannot settle it."""
    owned = select(Case.id).where(Case.owner_id == actor.id)
    decided = exists().where(
        HoursDecision.timesheet_id == HoursDispute.timesheet_id,
        HoursDecision.kind == HoursDispute.kind,
    )
    wanted = (
        select(Timesheet.booking_id, HoursDispute.decide_by, Gig.title)
        .join(HoursDispute, HoursDispute.timesheet_id == Timesheet.id)
        .join(Booking, Booking.id == Timesheet.booking_id)
        .join(Gig, Gig.id == Booking.gig_id)
        .where(~decided, HoursDispute.case_id.not_in(owned))
        .where(Timesheet.performer_id != actor.id, HoursDispute.by != actor.id)
        .order_by(HoursDispute.decide_by, Timesheet.id)
        .limit(_MOST)
    )
    for row in session.execute(wanted):
        label = f"Decide disputed hours: {row.title}"
        yield Waiting(label, _url(row.booking_id), row.decide_by)


def _to_answer(
    session: Session, own: ColumnElement[bool], *, by_performer: bool
) -> Iterator[Waiting]:
    wanted = (
        select(Timesheet.booking_id, HoursLine.at, Gig.title)
        .join(HoursLine, HoursLine.timesheet_id == Timesheet.id)
        .join(Booking, Booking.id == Timesheet.booking_id)
        .join(Gig, Gig.id == Booking.gig_id)
        .where(own, HoursLine.by_performer.is_(by_performer), is_open(HoursLine))
        .where(*waits(HoursLine))
        .order_by(HoursLine.at, HoursLine.id)
        .limit(_MOST)
    )
    for booking_id, at, title in session.execute(wanted):
        yield _answer(booking_id, at, title)


def _answer(booking_id: UUID, at: datetime, title: str) -> Waiting:
    return Waiting(f"Answer a correction of hours: {title}", _url(booking_id), at + ANSWERED_WITHIN)


def _sheets(session: Session, *conditions: ColumnElement[bool]) -> list[tuple[Timesheet, str]]:
    """What is approved by itself first, first."""
    of = Timesheet
    wanted = (
        select(of, Gig.title)
        .join(Booking, Booking.id == of.booking_id)
        .join(Gig, Gig.id == Booking.gig_id)
        .where(of.settled_at.is_(None), of.approve_by > now(), *conditions)
        .order_by(of.approve_by, of.id)
        .limit(_MOST)
    )
    return [(row.Timesheet, row.title) for row in session.execute(wanted)]


def _url(booking_id: UUID) -> str:
    return f"/bookings/{booking_id}/hours"
