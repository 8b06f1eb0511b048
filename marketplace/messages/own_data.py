"""What is kept of somebody's messages: for their copy of it, and when they leave."""

from typing import Any
from uuid import UUID

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from marketplace.messages.models import (
    Conversation,
    ConversationReading,
    Message,
    MessageFile,
    MessageReport,
    MessageWords,
)


def exports_of(session: Session, person_id: UUID) -> dict[str, Any]:
    """For `hooks.exports_of`: what they wrote, and what was written about their own work."""
    rows = session.execute(
        select(Message, Conversation, MessageWords.text)
        .join(Conversation, Conversation.id == Message.conversation_id)
        .outerjoin(MessageWords, MessageWords.message_id == Message.id)
        .where(or_(Message.author_id == person_id, Conversation.performer_id == person_id))
        .order_by(Message.at, Message.conversation_id, Message.position)
    )
    return {"messages": [_exported(*row, person_id) for row in rows]}


def forget(session: Session, person_id: UUID) -> None:
    """For `hooks.erase_of`: the words of a performer's conversations, from both sides, and what
    they wrote about bookings. What was reported stays until its period is over: leaving is no
    way out. What somebody wrote for a client stays with the client; only the name goes."""
    theirs = select(Message.id).join(Conversation, Conversation.id == Message.conversation_id)
    reported = select(MessageReport.message_id)
    own = theirs.where(
        or_(
            Conversation.performer_id == person_id,
            (Message.author_id == person_id) & (Message.side == "performer"),
        ),
        Message.id.not_in(reported),
    )
    ids = session.scalars(own).all()
    session.execute(delete(MessageWords).where(MessageWords.message_id.in_(ids)))
    session.execute(delete(MessageFile).where(MessageFile.message_id.in_(ids)))
    session.execute(delete(ConversationReading).where(ConversationReading.reader_id == person_id))


def _exported(
    message: Message, conversation: Conversation, text: str | None, person_id: UUID
) -> dict[str, Any]:
    return {
        "about": conversation.about.value,
        "about_id": str(conversation.about_id),
        "at": message.at.isoformat(),
        "from": "you" if message.author_id == person_id else message.side.value,
        "text": text,
        "sha256": message.hash,
    }
