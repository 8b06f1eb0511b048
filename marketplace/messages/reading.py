"""Finding a conversation for somebody: what it is about, on which side they are, what was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from marketplace.messages import hashing, policy, steps
from marketplace.messages.errors import (
    ConversationNotFound,
    MayNotWrite,
    MessageNotFound,
    NotToEachOther,
)
from marketplace.messages.models import (
    About,
    Conversation,
    ConversationReading,
    Message,
    MessageFile,
    MessageReport,
    MessageWords,
    Side,
)
from marketplace.messages.subjects import Subject, subject_of
from marketplace.profiles.mandates.models import MandateScope


@dataclass(frozen=True, slots=True)
class Opened:
    """A conversation as somebody may read it; there is none before the first message."""

    subject: Subject
    side: Side | None
    """None for compliance, who reads what was reported."""
    conversation: Conversation | None


@dataclass(frozen=True, slots=True)
class Said:
    message: Message
    text: str | None
    """None once it is erased."""
    files: tuple[MessageFile, ...]
    intact: bool
    reported_by: frozenset[UUID]
    """Only for those themselves and for compliance: who wrote it is not told."""
    seen: bool
    """Somebody on another side has read it."""


def opened(session: Session, about: About, about_id: UUID, actor: Actor) -> Opened:
    subject = subject_of(session, about, about_id)
    conversation = steps.conversation_about(session, about, about_id)
    side = policy.side_of(session, actor, subject)
    if side is None and (
        conversation is None or not policy.may_read_reported(session, actor, conversation)
    ):
        raise ConversationNotFound
    return Opened(subject, side, conversation)


def writing_side(session: Session, opened: Opened, actor: Actor) -> Side:
    """Also asked before files are kept: none are taken from those who may not write."""
    if opened.side is None:
        raise ConversationNotFound
    side = policy.side_of(session, actor, opened.subject, MandateScope.NEGOTIATE)
    if side is None:
        raise MayNotWrite
    if policy.are_apart(session, actor, opened.subject, side):
        raise NotToEachOther
    return side


def message_for(session: Session, message_id: UUID, actor: Actor) -> tuple[Message, Opened]:
    found = session.get(Message, message_id)
    if found is None:
        raise MessageNotFound
    conversation = session.get_one(Conversation, found.conversation_id)
    return found, opened(session, conversation.about, conversation.about_id, actor)


def file_for(session: Session, file_id: UUID, actor: Actor) -> tuple[MessageFile, Opened]:
    found = session.get(MessageFile, file_id)
    if found is None:
        raise MessageNotFound
    return found, message_for(session, found.message_id, actor)[1]


def said_in(session: Session, conversation: Conversation) -> list[Said]:
    """Everything, oldest first, each with whether it is as it was written."""
    messages = session.scalars(
        select(Message).where(Message.conversation_id == conversation.id).order_by(Message.position)
    ).all()
    words, files, reported = _beside(session, conversation)
    readings = session.scalars(
        select(ConversationReading).where(ConversationReading.conversation_id == conversation.id)
    ).all()
    said, before = [], hashing.FIRST
    for each in messages:
        own = tuple(files.get(each.id, ()))
        kept = words.get(each.id)
        hashes = [file.sha256 for file in own]
        said.append(
            Said(
                each,
                kept.text if kept else None,
                own,
                hashing.intact(conversation, each, before, kept, hashes),
                frozenset(reported.get(each.id, ())),
                _seen(each, readings),
            )
        )
        before = each.hash
    return said


def _beside(
    session: Session, conversation: Conversation
) -> tuple[dict[UUID, MessageWords], dict[UUID, list[MessageFile]], dict[UUID, set[UUID]]]:
    inside = select(Message.id).where(Message.conversation_id == conversation.id)
    words = session.scalars(select(MessageWords).where(MessageWords.message_id.in_(inside)))
    files: dict[UUID, list[MessageFile]] = {}
    wanted = select(MessageFile).where(MessageFile.message_id.in_(inside))
    for file in session.scalars(wanted.order_by(MessageFile.position)):
        files.setdefault(file.message_id, []).append(file)
    reported: dict[UUID, set[UUID]] = {}
    reports = select(MessageReport).where(MessageReport.message_id.in_(inside))
    for report in session.scalars(reports):
        reported.setdefault(report.message_id, set()).add(report.reported_by)
    return {each.message_id: each for each in words}, files, reported


def _seen(message: Message, readings: Sequence[ConversationReading]) -> bool:
    return any(
        each.read_to >= message.position and each.side is not message.side for each in readings
    )
