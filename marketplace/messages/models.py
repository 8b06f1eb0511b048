"""Conversations, what was said in them, how far each has read, and what was reported."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base


class About(StrEnum):
    APPLICATION = "application"
    ENGAGEMENT = "engagement"
    BOOKING = "booking"


class Side(StrEnum):
    """In whose place somebody writes."""

    PERFORMER = "performer"
    AGENT = "agent"
    CLIENT = "client"
    CASTING = "casting"


class Conversation(Base):
    """All that was said about one thing. Made with its first message; its row is the lock."""

    __tablename__ = "marketplace_conversation"
    __table_args__ = (
        UniqueConstraint("about", "about_id"),
        Index("ix_marketplace_conversation_client_id_last_at", "client_id", "last_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    about: Mapped[About]
    about_id: Mapped[UUID]
    gig_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_gig.id"))
    client_id: Mapped[UUID]
    performer_id: Mapped[UUID | None] = mapped_column(index=True, default=None)
    """Nobody where it is about a booking, which may be of several."""
    messages: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime] = mapped_column(default_factory=now)


class Message(Base):
    """That something was said, and the hash of it. The words stand apart and may be erased."""

    __tablename__ = "marketplace_message"
    __table_args__ = (UniqueConstraint("conversation_id", "position"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_conversation.id"))
    position: Mapped[int]
    """1 for the first in its conversation."""
    author_id: Mapped[UUID] = mapped_column(index=True)
    side: Mapped[Side]
    at: Mapped[datetime]
    brief_version_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_request_version.id"))
    """The brief that held between the two when it was written."""
    words_hash: Mapped[str]
    """SHA-256 of a salt, the words and the files' own hashes."""
    hash: Mapped[str]
    """SHA-256 of all of this and of the message before."""


class MessageWords(Base):
    """What was said. Erased after its period, or when the performer leaves."""

    __tablename__ = "marketplace_message_words"

    message_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_message.id"), primary_key=True)
    salt: Mapped[str]
    """Goes with the words: so nobody can guess them from the hash that stays."""
    text: Mapped[str]


class MessageFile(Base):
    """Beside a message. Never sound or video: those have places with rules of their own."""

    __tablename__ = "marketplace_message_file"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    message_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_message.id"), index=True)
    position: Mapped[int]
    name: Mapped[str]
    media_type: Mapped[str]
    size_bytes: Mapped[int]
    sha256: Mapped[str]
    storage_key: Mapped[str] = mapped_column(unique=True)


class ConversationReading(Base):
    """How far somebody has read, and up to which message they were told."""

    __tablename__ = "marketplace_conversation_reading"

    conversation_id: Mapped[UUID] = mapped_column(
        ForeignKey("marketplace_conversation.id"), primary_key=True
    )
    reader_id: Mapped[UUID] = mapped_column(primary_key=True, index=True)
    side: Mapped[Side]
    read_to: Mapped[int] = mapped_column(default=0)
    told_to: Mapped[int] = mapped_column(default=0)


class MessageReport(Base):
    """Somebody asked compliance to look at a message. What they wrote stands in the case."""

    __tablename__ = "marketplace_message_report"
    __table_args__ = (UniqueConstraint("message_id", "reported_by"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    message_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_message.id"))
    reported_by: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("foundation_case.id"))
    at: Mapped[datetime] = mapped_column(default_factory=now)


append_only(Message.__table__)
append_only(MessageReport.__table__)
