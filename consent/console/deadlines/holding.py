"""Deadlines of whoever has a copy: holders, and ourselves."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consent.console.deadlines.due import MOST, About, Deadline, end_of
from consent.ledger.explaining.words import said
from consent.licences.models import Licence, LicenceSignature, LicenceState
from consent.media.models import Destruction, LegalHold, LegalHoldLifting
from consent.recalls.models import NOTICE_WITHIN, STOP_WITHIN, Recall
from foundation.clock import now


def recalls(session: Session, until: datetime) -> Iterator[Deadline]:
    """The next clock of each that is not answered."""
    waiting = select(Recall).where(Recall.attested_at.is_(None))
    in_order = waiting.order_by(Recall.opened_at, Recall.id)
    for each in session.scalars(in_order.where(Recall.opened_at <= until).limit(MOST)):
        due_at, what = _next(each)
        if due_at <= until:
            yield Deadline(
                about=About.RECALL, due_at=due_at, what=what, recording_id=each.recording_id
            )


def _next(recall: Recall) -> tuple[datetime, str]:
    client = recall.client_id
    if recall.notified_at is None:
        return recall.opened_at + NOTICE_WITHIN, f"{client} is told of a recall."
    if recall.stopped_at is None:
        return recall.opened_at + STOP_WITHIN, f"{client} takes a recording out of use."
    return recall.attest_due_at, f"{client} attests what became of a recording."


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
            recording_id=each.recording_id,
        )


def licences(session: Session, until: datetime) -> Iterator[Deadline]:
    last = func.max(LicenceSignature.ends_on)
    ending = (
        select(Licence.client_id, last)
        .join(LicenceSignature, LicenceSignature.licence_id == Licence.id)
        .where(Licence.state == LicenceState.SIGNED)
        .group_by(Licence.id, Licence.client_id)
        .having(last <= until.date())
    )
    for client, ends_on in session.execute(ending.order_by(last).limit(MOST)):
        what = f"The licence of {client} ends; nothing is handed to it afterwards."
        yield Deadline(about=About.LICENCE, due_at=end_of(ends_on), what=what)
