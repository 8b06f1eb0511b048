"""Adding a message to a conversation, and how far somebody has read. Steps: they never commit."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.cases.threads import Kept
from foundation.clock import now
from foundation.ids import new_id
from foundation.statements import insert_unless_there
from marketplace.messages import hashing
from marketplace.messages.models import (
    About,
    Conversation,
    ConversationReading,
    Message,
    MessageFile,
    MessageWords,
    Side,
)
from marketplace.messages.subjects import Subject


def conversation_about(session: Session, about: About, about_id: UUID) -> Conversation | None:
    wanted = select(Conversation).where(
        Conversation.about == about, Conversation.about_id == about_id
    )
    return session.scalar(wanted)


def locked_conversation(session: Session, subject: Subject) -> Conversation:
    """Made where there is none: two first messages at once agree on one conversation."""
    insert_unless_there(
        session,
        Conversation,
        id=new_id(),
        about=subject.about,
        about_id=subject.id,
        gig_id=subject.gig.id,
        client_id=subject.gig.client_id,
        performer_id=subject.performer_id,
        messages=0,
        last_at=now(),
    )
    wanted = select(Conversation).where(
        Conversation.about == subject.about, Conversation.about_id == subject.id
    )
    locked = wanted.with_for_update().execution_options(populate_existing=True)
    return session.scalars(locked).one()


def add(  # noqa: PLR0913
    session: Session,
    conversation: Conversation,
    subject: Subject,
    text: str,
    *,
    side: Side,
    attached: Sequence[Kept],
    actor: Actor,
) -> Message:
    """Under the conversation's lock, so nobody else takes this position."""
    before = _last_hash(session, conversation)
    conversation.messages += 1
    conversation.last_at = now()
    salt = hashing.new_salt()
    message = Message(
        conversation_id=conversation.id,
        position=conversation.messages,
        author_id=actor.id,
        side=side,
        at=conversation.last_at,
        brief_version_id=subject.brief_version_id,
        words_hash=hashing.words_hash(salt, text, [each.sha256 for each in attached]),
        hash="",
    )
    message.hash = hashing.place_hash(conversation, message, before)
    session.add(message)
    session.flush()
    session.add(MessageWords(message_id=message.id, salt=salt, text=text))
    session.add_all(_file(message, place, each) for place, each in enumerate(attached, start=1))
    return message


def reading_of(
    session: Session, conversation: Conversation, reader_id: UUID, side: Side
) -> ConversationReading:
    found = session.get(ConversationReading, (conversation.id, reader_id))
    if found is None:
        found = ConversationReading(conversation_id=conversation.id, reader_id=reader_id, side=side)
        session.add(found)
        session.flush()
    return found


def _last_hash(session: Session, conversation: Conversation) -> str:
    last = select(Message.hash).where(
        Message.conversation_id == conversation.id, Message.position == conversation.messages
    )
    return session.scalar(last) or hashing.FIRST


def _file(message: Message, position: int, kept: Kept) -> MessageFile:
    return MessageFile(
        message_id=message.id,
        position=position,
        name=kept.name,
        media_type=kept.media_type,
        size_bytes=kept.size_bytes,
        sha256=kept.sha256,
        storage_key=kept.storage_key,
    )
