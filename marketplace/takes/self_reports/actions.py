"""Making a self-report, saying what one felt, and taking either back."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor, Power
from foundation.cases.given import open_given
from foundation.cases.models import CaseKind
from foundation.database import transaction
from marketplace.bookings.steps import locked
from marketplace.profiles.words import Emotion
from marketplace.takes.self_reports import queries
from marketplace.takes.self_reports.errors import NotOptedIn, ReportNotFound
from marketplace.takes.self_reports.models import (
    FeltBeat,
    FeltOptIn,
    Partner,
    Safety,
    SelfReport,
)

LOOKED_AT_WITHIN_WORKING_DAYS = 1


def make_report(
    booking_id: UUID, safety: Safety, partner: Partner, text: str, *, actor: Actor
) -> None:
    """Once for each booking; said again it replaces what was said. What is wrong is a case at
    once, which says where to read it and not what it is."""
    with transaction() as session:
        locked(session, booking_id)
        queries.may_report(session, booking_id, actor)
        found = queries.report_of(session, booking_id, actor.id)
        was_wrong = found is not None and _is_wrong(found)
        if found is None:
            found = SelfReport(
                booking_id=booking_id, performer_id=actor.id, safety=safety, partner=partner
            )
            session.add(found)
        found.safety, found.partner, found.text = safety, partner, text.strip()
        session.flush()
        if _is_wrong(found) and not was_wrong:
            _open_case(session, found, actor)
        audit.record(session, actor, "self_report.made", booking_id)


def withdraw_report(booking_id: UUID, *, actor: Actor) -> None:
    """It is gone. A case that it led to is a conversation of its own, and stays."""
    with transaction() as session:
        locked(session, booking_id)
        queries.may_report(session, booking_id, actor)
        found = queries.report_of(session, booking_id, actor.id)
        if found is None:
            raise ReportNotFound
        session.delete(found)
        audit.record(session, actor, "self_report.withdrawn", booking_id)


def opt_in(booking_id: UUID, *, actor: Actor) -> None:
    """To say what one felt; of all bookings, until it is taken back."""
    with transaction() as session:
        locked(session, booking_id)
        queries.may_report(session, booking_id, actor)
        if session.get(FeltOptIn, actor.id) is None:
            session.add(FeltOptIn(performer_id=actor.id))
        audit.record(session, actor, "felt_opt_in.given", actor.id)


def opt_out(*, actor: Actor) -> None:
    """All that was said is gone with it."""
    with transaction() as session:
        forget_felt(session, actor.id)
        audit.record(session, actor, "felt_opt_in.withdrawn", actor.id)


def say_felt(booking_id: UUID, felt: Mapping[int, Emotion], *, actor: Actor) -> None:
    """Beat by beat, in place of what was said before; nobody has to say all of them."""
    with transaction() as session:
        locked(session, booking_id)
        found = queries.asked(session, booking_id, actor)
        if not found.opted_in:
            raise NotOptedIn
        for each in found.felt.values():
            session.delete(each)
        session.flush()
        for beat, emotion in felt.items():
            if 1 <= beat <= len(found.beats):
                session.add(
                    FeltBeat(booking_id=booking_id, performer_id=actor.id, beat=beat, felt=emotion)
                )
        audit.record(session, actor, "felt_beats.said", booking_id)


def forget_felt(session: Session, performer_id: UUID) -> None:
    """A step."""
    session.execute(delete(FeltBeat).where(FeltBeat.performer_id == performer_id))
    session.execute(delete(FeltOptIn).where(FeltOptIn.performer_id == performer_id))


def _is_wrong(report: SelfReport) -> bool:
    return report.safety is Safety.UNSAFE or report.partner is Partner.CROSSED_LIMITS


def _open_case(session: Session, report: SelfReport, actor: Actor) -> None:
    open_given(
        session,
        kind=CaseKind.INCIDENT,
        subject="A performer's own report needs somebody to look at it",
        text=f"I said that something was not right: /self-reports/{report.id}",
        about="",
        power=Power.KEEP_RIGHTS,
        barred=queries.players(session, report.booking_id),
        within_working_days=LOOKED_AT_WITHIN_WORKING_DAYS,
        actor=actor,
    )
