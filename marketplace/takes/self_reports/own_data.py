"""Self-reports in a performer's own copy, and when they leave."""

from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from marketplace.takes.self_reports.actions import forget_felt
from marketplace.takes.self_reports.models import FeltBeat, SelfReport


def exports_of(session: Session, person_id: UUID) -> dict[str, Any]:
    """For `hooks.exports_of`."""
    reports = select(SelfReport).where(SelfReport.performer_id == person_id)
    beats = select(FeltBeat).where(FeltBeat.performer_id == person_id)
    order = FeltBeat.booking_id, FeltBeat.beat
    return {
        "self_reports": [
            {
                "booking_id": str(each.booking_id),
                "made_at": each.made_at.isoformat(),
                "safety": each.safety.value,
                "partner": each.partner.value,
                "text": each.text,
            }
            for each in session.scalars(reports.order_by(SelfReport.made_at, SelfReport.id))
        ],
        "felt": [
            {"booking_id": str(each.booking_id), "beat": each.beat, "felt": each.felt.value}
            for each in session.scalars(beats.order_by(*order))
        ],
    }


def forget(session: Session, person_id: UUID) -> None:
    """For `hooks.erase_of`: all of it."""
    session.execute(delete(SelfReport).where(SelfReport.performer_id == person_id))
    forget_felt(session, person_id)
