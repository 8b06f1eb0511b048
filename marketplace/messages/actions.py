"""Writing to the other side, marking it as read, and asking compliance to look."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation import audit, throttle
from foundation.actors import Actor, Power
from foundation.cases.given import open_given
from foundation.cases.models import CaseKind
from foundation.cases.threads import Kept
from foundation.database import transaction
from marketplace.accounts.roles import STAFF
from marketplace.messages import news, reading, steps
from marketplace.messages.errors import (
    AlreadyReported,
    ConversationNotFound,
    OwnMessage,
)
from marketplace.messages.models import About, MessageReport

MOST_A_DAY = 200
"""What one person may write, in all their conversations."""
LOOKED_AT_WITHIN_WORKING_DAYS = 2


def write_message(
    about: About, about_id: UUID, text: str, *, attached: Sequence[Kept] = (), actor: Actor
) -> UUID:
    with transaction() as session:
        opened = reading.opened(session, about, about_id, actor)
        side, subject = reading.writing_side(session, opened, actor), opened.subject
        bucket = f"messages:{actor.id}"
        throttle.spend(session, bucket=bucket, limit=MOST_A_DAY, per=timedelta(days=1))
        conversation = steps.locked_conversation(session, subject)
        message = steps.add(
            session, conversation, subject, text, side=side, attached=attached, actor=actor
        )
        mark = steps.reading_of(session, conversation, actor.id, side)
        mark.read_to = mark.told_to = message.position
        audit.record(session, actor, "message.written", conversation.id, sha256=message.hash)
        news.tell(session, conversation, subject, message)
        return message.id


def mark_read(about: About, about_id: UUID, *, actor: Actor) -> None:
    """What was there when they opened it. That staff read it is on record for the performers."""
    with transaction() as session:
        opened = reading.opened(session, about, about_id, actor)
        if opened.conversation is None:
            return
        if actor.role in STAFF:
            for each in opened.subject.performer_ids:
                audit.record(session, actor, "message.read", each)
        if opened.side is not None:
            mark = steps.reading_of(session, opened.conversation, actor.id, opened.side)
            mark.read_to = max(mark.read_to, opened.conversation.messages)


def report_message(message_id: UUID, reason: str, *, actor: Actor) -> UUID:
    """A case with compliance, who may read all of it from now on. The words stay where they can be
    erased; the case holds the hash that proves them."""
    with transaction() as session:
        message, opened = reading.message_for(session, message_id, actor)
        if opened.side is None:
            raise ConversationNotFound
        if message.author_id == actor.id:
            raise OwnMessage
        steps.locked_conversation(session, opened.subject)
        _refuse_twice(session, message_id, actor)
        case = open_given(
            session,
            kind=CaseKind.INCIDENT,
            subject="A message was reported",
            text=f"{reason}\n\nMessage {message.position}, SHA-256 {message.hash}",
            about=opened.subject.url,
            power=Power.READ_RIGHTS,
            barred={message.author_id, actor.id},
            within_working_days=LOOKED_AT_WITHIN_WORKING_DAYS,
            actor=actor,
        )
        session.add(MessageReport(message_id=message_id, reported_by=actor.id, case_id=case.id))
        audit.record(session, actor, "message.reported", message_id)
        return case.id


def _refuse_twice(session: Session, message_id: UUID, actor: Actor) -> None:
    of = MessageReport
    own = select(of.id).where(of.message_id == message_id, of.reported_by == actor.id)
    if session.scalar(own) is not None:
        raise AlreadyReported
