"""Who is told that something was written: the other side, once until they have read it."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation import hooks, notices
from foundation.actors import Power
from marketplace.messages import steps
from marketplace.messages.models import Conversation, ConversationReading, Message, Side
from marketplace.messages.subjects import Subject
from marketplace.profiles.mandates.queries import agents_of

WRITTEN = notices.Kind(
    "message.written",
    "Somebody wrote to you",
    "Messages",
    may_turn_off=True,
    sentence="“{{ title }}”: somebody wrote to you.",
)
KINDS = (WRITTEN,)


def tell(session: Session, conversation: Conversation, subject: Subject, message: Message) -> None:
    """A step. Whoever was told and has not read since is not told again."""
    to = []
    for reader_id, side in sorted(_readers(session, conversation, subject, message).items()):
        reading = steps.reading_of(session, conversation, reader_id, side)
        if reading.told_to <= reading.read_to:
            to.append(reader_id)
        reading.told_to = message.position
    if to:
        notices.tell(
            session,
            kind=WRITTEN.name,
            to=to,
            url=subject.url,
            subject_id=conversation.id,
            title=subject.gig.title,
        )


def _readers(
    session: Session, conversation: Conversation, subject: Subject, message: Message
) -> dict[UUID, Side]:
    """All who play in it, their agents, and the client's people; not those on the author's own
    side of the table."""
    found: dict[UUID, Side] = {}
    if message.side not in (Side.CLIENT, Side.CASTING):
        for each in _producers(session, subject):
            found[each] = Side.CLIENT
        found |= dict.fromkeys(_of_casting(session, conversation), Side.CASTING)
    for performer_id in subject.performer_ids:
        found |= dict.fromkeys(agents_of(session, performer_id), Side.AGENT)
        found[performer_id] = Side.PERFORMER
    found.pop(message.author_id, None)
    return found


def _producers(session: Session, subject: Subject) -> set[UUID]:
    return set(hooks.acting_for(session, subject.gig.client_id, Power.ANSWER_RECALLS))


def _of_casting(session: Session, conversation: Conversation) -> set[UUID]:
    """Those of the staff who took part."""
    took_part = select(ConversationReading.reader_id).where(
        ConversationReading.conversation_id == conversation.id,
        ConversationReading.side == Side.CASTING,
    )
    return set(session.scalars(took_part))
