"""Conversations of the demo: a question with its answer, one that nobody has read, a report."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import select

from foundation.actors import Actor
from foundation.database import db
from foundation.hooks import DemoPerson, DemoSize
from marketplace.accounts.demo import character
from marketplace.accounts.roles import POWERS, Role
from marketplace.casting.models import Application, ApplicationState, Engagement
from marketplace.clients.demo import NORTHLAB
from marketplace.gigs.models import Gig
from marketplace.messages.actions import mark_read, report_message, write_message
from marketplace.messages.models import About, Conversation

_OPEN = (ApplicationState.SUBMITTED, ApplicationState.SHORTLISTED, ApplicationState.OFFERED)


def make(_size: DemoSize) -> Iterable[DemoPerson]:
    """For `hooks.demo`. What an earlier start made stays as it is."""
    session = db.session()
    there = session.scalar(select(Conversation.id).limit(1))
    asked = _applications()
    engaged = session.execute(
        select(Engagement.id, Engagement.performer_id)
        .where(Engagement.client_id == NORTHLAB)
        .order_by(Engagement.accepted_at, Engagement.id)
    ).first()
    session.rollback()
    if there is None:
        for about_id, performer_id in asked[:1]:
            _ask_and_answer(about_id, performer_id)
        for about_id, performer_id in asked[1:2]:
            _report(about_id, performer_id)
        if engaged is not None:
            text = "The microphone from your list has arrived. Shall I send you a sample?"
            write_message(About.ENGAGEMENT, engaged.id, text, actor=_player(engaged.performer_id))
    return ()


def _applications() -> Sequence[tuple[UUID, UUID]]:
    wanted = (
        select(Application.id, Application.performer_id)
        .join(Gig, Gig.id == Application.gig_id)
        .where(Gig.client_id == NORTHLAB, Application.state.in_(_OPEN))
        .order_by(Application.made_at, Application.id)
    )
    return [(row.id, row.performer_id) for row in db.session().execute(wanted)]


def _ask_and_answer(about_id: UUID, performer_id: UUID) -> None:
    performer, about = _player(performer_id), About.APPLICATION
    text = "Is the second scene recorded on the same day? I would rest my voice in between."
    write_message(about, about_id, text, actor=performer)
    mark_read(about, about_id, actor=_producer())
    text = "No, there are two days between them, and we can make it three."
    write_message(about, about_id, text, actor=_producer())


def _report(about_id: UUID, performer_id: UUID) -> None:
    text = "Send us three more takes today, unpaid, or we choose somebody else."
    message_id = write_message(About.APPLICATION, about_id, text, actor=_producer())
    reason = "They want unpaid work. The posting says one self-tape."
    report_message(message_id, reason, actor=_player(performer_id))


def _player(performer_id: UUID) -> Actor:
    return Actor(performer_id, Role.PERFORMER)


def _producer() -> Actor:
    role = Role.CLIENT_PRODUCER
    return Actor(character("ben").id, role, NORTHLAB, POWERS.get(role, frozenset()))
