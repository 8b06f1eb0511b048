"""Who reads a conversation, who writes in it, and in whose place."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.minimums.queries import avoiding
from foundation.actors import Actor, Power
from marketplace.accounts.roles import Role
from marketplace.casting.policy import may_cast
from marketplace.messages.models import Conversation, Message, MessageReport, Side
from marketplace.messages.subjects import Subject
from marketplace.profiles.mandates.models import MandateScope
from marketplace.profiles.mandates.queries import acts_for
from marketplace.profiles.queries import blocked_pairs


def side_of(
    session: Session, actor: Actor, subject: Subject, scope: MandateScope = MandateScope.SEE
) -> Side | None:
    """None for those whom it does not concern. Writing needs a scope that negotiates."""
    if actor.role == Role.PERFORMER:
        return Side.PERFORMER if actor.id in subject.performer_ids else None
    if actor.role == Role.OBSERVER:
        return Side.AGENT if _is_agent(session, actor, subject, scope) else None
    if may_cast(actor, subject.gig.client_id):
        return Side.CASTING if actor.role == Role.CASTING else Side.CLIENT
    return None


def may_read_reported(session: Session, actor: Actor, conversation: Conversation) -> bool:
    """Compliance, once somebody asked them to look, and not before."""
    if Power.READ_RIGHTS not in actor.powers:
        return False
    reported = (
        select(MessageReport.id)
        .join(Message, Message.id == MessageReport.message_id)
        .where(Message.conversation_id == conversation.id)
    )
    return session.scalar(reported.limit(1)) is not None


def are_apart(session: Session, actor: Actor, subject: Subject, side: Side) -> bool:
    """One of those who would read it wants nothing from whoever writes, or the reverse. Casting
    stands between them and can always write."""
    if side is Side.CASTING:
        return False
    if avoiding(session, subject.gig.client_id).intersection(subject.performer_ids):
        return True
    if side is Side.CLIENT:
        return False
    pairs = blocked_pairs(session, subject.performer_ids)
    writes_for = _writes_for(session, actor, subject, side)
    return any(pair.intersection(writes_for) for pair in pairs)


def _writes_for(session: Session, actor: Actor, subject: Subject, side: Side) -> set[UUID]:
    if side is Side.PERFORMER:
        return {actor.id}
    scope = MandateScope.NEGOTIATE
    return {each for each in subject.performer_ids if acts_for(session, actor, each, scope)}


def _is_agent(session: Session, actor: Actor, subject: Subject, scope: MandateScope) -> bool:
    return any(acts_for(session, actor, each, scope) for each in subject.performer_ids)
