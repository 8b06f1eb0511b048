"""Deadlines of whoever has a copy: holders, and ourselves."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.console.deadlines.due import COMPLIANCE, MOST, OURSELVES, About, Deadline, end_of
from consent.ledger.explaining.words import said
from consent.media.models import Destruction, LegalHold, LegalHoldLifting
from consent.recalls.models import Recall
from foundation.clock import now


def recalls(session: Session, until: datetime) -> Iterator[Deadline]:
    """The next clock of each that is not answered."""
    waiting = select(Recall).where(Recall.attested_at.is_(None))
    in_order = waiting.order_by(Recall.opened_at, Recall.id)
    for each in session.scalars(in_order.where(Recall.opened_at <= until).limit(MOST)):
        due_at, what, owner = _next(each)
        if due_at <= until:
            yield Deadline(
                about=About.RECALL,
                due_at=due_at,
                what=what,
                owner=owner,
                leads_to="The recall",
                url=f"/recalls/{each.id}",
                recording_id=each.recording_id,
            )


def _next(recall: Recall) -> tuple[datetime, str, str]:
    client = str(recall.client_id)
    if recall.notified_at is None:
        return recall.notice_due_at, f"{client} is told of a recall.", OURSELVES
    if recall.stopped_at is None:
        return recall.stop_due_at, f"{client} says that it stopped using a recording.", client
    return recall.attest_due_at, f"{client} attests what became of a recording.", client


def destructions(session: Session, until: datetime) -> Iterator[Deadline]:
    due = select(Destruction).where(
        Destruction.destroyed_at.is_(None),
        Destruction.called_off_at.is_(None),
        Destruction.due_on <= until.date(),
    )
    for each in session.scalars(due.order_by(Destruction.due_on, Destruction.id).limit(MOST)):
        yield Deadline(
            about=About.DESTRUCTION,
            due_at=end_of(each.due_on),
            what=f"Our own files of a recording are destroyed; cause: {said(each.cause)}.",
            owner=OURSELVES,
            leads_to="Its files",
            url=f"/recordings/{each.recording_id}/keeping",
            recording_id=each.recording_id,
        )


def holds(session: Session, until: datetime) -> Iterator[Deadline]:
    lifted = select(LegalHoldLifting.hold_id)
    standing = select(LegalHold).where(LegalHold.id.not_in(lifted), LegalHold.until <= until.date())
    for each in session.scalars(
        standing.where(LegalHold.until >= now().date()).order_by(LegalHold.until).limit(MOST)
    ):
        yield Deadline(
            about=About.HOLD,
            due_at=end_of(each.until),
            what="A legal hold ends; what waits for it is then destroyed.",
            owner=COMPLIANCE,
            leads_to="Its files",
            url=f"/recordings/{each.recording_id}/keeping",
            recording_id=each.recording_id,
        )
