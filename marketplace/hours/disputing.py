"""A line that the two sides do not agree on goes to compliance; the rest goes on without it."""

from uuid import UUID

from sqlalchemy.orm import Session

from foundation.actors import Actor, Power
from foundation.cases.given import open_given
from foundation.cases.models import CaseKind
from foundation.clock import now
from foundation.database import transaction
from foundation.workdays import after_working_days
from marketplace.hours import news, policy, steps
from marketplace.hours.approving import decide, is_judged
from marketplace.hours.errors import (
    HoursNotFound,
    LineIsDecided,
    NothingDisputed,
    NotSeenWhoCame,
)
from marketplace.hours.models import HoursDispute, LineKind, Timesheet
from marketplace.hours.standing import QUESTIONABLE, standings

DECIDED_WITHIN_WORKING_DAYS = 5
"""After that it is as the performer says."""


def dispute_line(sheet_id: UUID, kind: LineKind, text: str, *, actor: Actor) -> None:
    with transaction() as session:
        sheet = steps.locked(session, sheet_id)
        if not policy.may_question(actor, sheet):
            raise HoursNotFound
        line = standings(session, sheet).get(kind)
        if kind not in QUESTIONABLE or line is None:
            raise HoursNotFound
        if not line.is_open or (now() >= sheet.approve_by and line.waiting is None):
            raise LineIsDecided
        open_dispute(session, sheet, kind, text, actor=actor)


def open_dispute(
    session: Session, sheet: Timesheet, kind: LineKind, text: str, *, actor: Actor
) -> None:
    """A step. The case belongs to who disputes; compliance decides it where the hours are."""
    case = open_given(
        session,
        kind=CaseKind.DISPUTE,
        subject="Hours of a booking are disputed",
        text=text,
        about=f"/bookings/{sheet.booking_id}/hours",
        power=Power.KEEP_RIGHTS,
        barred={actor.id, sheet.performer_id},
        within_working_days=DECIDED_WITHIN_WORKING_DAYS,
        actor=actor,
    )
    session.add(
        HoursDispute(
            timesheet_id=sheet.id,
            kind=kind,
            case_id=case.id,
            decide_by=after_working_days(now(), DECIDED_WITHIN_WORKING_DAYS),
            by=actor.id,
        )
    )
    session.flush()
    steps.record(session, sheet, "disputed", actor=actor, line=kind.value)
    news.tell_other_side(session, sheet, "disputed", actor)


def settle_dispute(sheet_id: UUID, kind: LineKind, seconds: int, *, actor: Actor) -> None:
    """Compliance says what it was; it is priced and published at once."""
    with transaction() as session:
        if not policy.may_settle(actor):
            raise HoursNotFound
        sheet = steps.locked(session, sheet_id)
        line = standings(session, sheet).get(kind)
        if line is None or line.dispute is None or line.decision is not None:
            raise NothingDisputed
        if not policy.stands_apart(actor, sheet, line.dispute):
            raise HoursNotFound
        if not is_judged(session, sheet):
            raise NotSeenWhoCame
        steps.record(session, sheet, "settled", actor=actor, line=kind.value)
        decide(session, sheet, {kind: seconds}, actor=actor)
