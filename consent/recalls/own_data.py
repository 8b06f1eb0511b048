"""Who was told to stop because of a performer's consent, for their own copy of it."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.recalls.models import Recall, RecallAttestation
from consent.recalls.queries import answers
from foundation import hooks


def exports_of(session: Session, person_id: UUID) -> dict[str, Any]:
    """For `hooks.exports_of`."""
    wanted = select(Recall).where(Recall.performer_id == person_id)
    recalls = session.scalars(wanted.order_by(Recall.opened_at, Recall.id)).all()
    answered = answers(session, recalls)
    names = hooks.names(session, {each.recipient_id or each.client_id for each in recalls})
    return {"recalls": [_said(each, answered.get(each.id), names) for each in recalls]}


def _said(
    recall: Recall, answer: RecallAttestation | None, names: dict[UUID, str]
) -> dict[str, Any]:
    holder = recall.recipient_id or recall.client_id
    return {
        "recording": str(recall.recording_id),
        "holder": names.get(holder, str(holder)),
        "because": recall.cause.value,
        "files": recall.files,
        "asked_at": recall.opened_at.isoformat(),
        "stopped_at": recall.stopped_at and recall.stopped_at.isoformat(),
        "answer": answer and answer.answer,
        "answered_at": answer and answer.at.isoformat(),
    }
