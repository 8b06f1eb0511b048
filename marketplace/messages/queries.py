"""Which conversations somebody has, the newest first, and how many wait to be read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlalchemy.orm import Session

from foundation import cursors
from foundation.actors import Actor, Power
from marketplace.accounts.roles import Role
from marketplace.bookings.models import Booking, Place, PlaceState
from marketplace.casting.policy import may_list_boards
from marketplace.gigs.models import Gig
from marketplace.messages.models import (
    About,
    Conversation,
    ConversationReading,
    Message,
    MessageReport,
)
from marketplace.messages.subjects import url_of
from marketplace.profiles.mandates.queries import performers_of

PAGE = 30


@dataclass(frozen=True, slots=True)
class Listed:
    conversation: Conversation
    title: str
    starts_at: datetime | None
    """Of the booking that it is about."""
    unread: int

    @property
    def url(self) -> str:
        return url_of(self.conversation.about, self.conversation.about_id)


def page(
    session: Session, actor: Actor, *, after: str | None = None, limit: int = PAGE
) -> cursors.Page[Listed]:
    wanted = (
        select(
            Conversation,
            Conversation.last_at,
            Conversation.id,
            Gig.title,
            Booking.starts_at,
            _unread(),
        )
        .join(Gig, Gig.id == Conversation.gig_id)
        .outerjoin(Booking, Booking.id == Conversation.about_id)
        .outerjoin(ConversationReading, _own_mark(actor))
        .where(visible_to(session, actor))
    )
    rows = cursors.page_of(
        session, wanted, Conversation.last_at, Conversation.id, after=after, limit=limit
    )
    return cursors.Page([_listed(row) for row in rows.items], rows.next)


def unread_by(session: Session, actor: Actor, limit: int) -> list[Listed]:
    """What they were told of and have not opened since, longest first."""
    wanted = (
        select(Conversation, Gig.title, Booking.starts_at, _unread())
        .join(ConversationReading, _own_mark(actor))
        .join(Gig, Gig.id == Conversation.gig_id)
        .outerjoin(Booking, Booking.id == Conversation.about_id)
        .where(
            ConversationReading.told_to > ConversationReading.read_to, visible_to(session, actor)
        )
    )
    rows = session.execute(wanted.order_by(Conversation.last_at, Conversation.id).limit(limit))
    return [_listed(row) for row in rows]


def visible_to(session: Session, actor: Actor) -> ColumnElement[bool]:
    """The same as `policy.side_of` says of one, for all at once."""
    if actor.role == Role.PERFORMER:
        return _of_performers([actor.id])
    if actor.role == Role.OBSERVER:
        return _of_performers(performers_of(session, actor.id))
    if actor.role == Role.CASTING:
        return Conversation.messages > 0
    if may_list_boards(actor):
        return Conversation.client_id == actor.on_behalf_of
    return _reported() if Power.READ_RIGHTS in actor.powers else false()


def _of_performers(ids: list[UUID]) -> ColumnElement[bool]:
    plays = select(Place.booking_id).where(
        Place.performer_id.in_(ids), Place.state != PlaceState.SWAPPED
    )
    booked = and_(Conversation.about == About.BOOKING, Conversation.about_id.in_(plays))
    return or_(Conversation.performer_id.in_(ids), booked)


def _reported() -> ColumnElement[bool]:
    reported = select(Message.conversation_id).join(
        MessageReport, MessageReport.message_id == Message.id
    )
    return Conversation.id.in_(reported)


def _own_mark(actor: Actor) -> ColumnElement[bool]:
    return and_(
        ConversationReading.conversation_id == Conversation.id,
        ConversationReading.reader_id == actor.id,
    )


def _unread() -> ColumnElement[int]:
    return (Conversation.messages - func.coalesce(ConversationReading.read_to, 0)).label("unread")


def _listed(row: Any) -> Listed:
    return Listed(row.Conversation, row.title, row.starts_at, row.unread)


def conversations_of(performer_id: UUID) -> Select[Any]:
    """Those that are about one performer alone."""
    return select(Conversation.id).where(Conversation.performer_id == performer_id)
