"""What a client and casting say to applications: one by one or many at once, with undo."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation import audit, notices
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from marketplace.casting import auditions, ending, news, reading
from marketplace.casting.applying import posted
from marketplace.casting.board_models import BoardMove
from marketplace.casting.errors import ApplicationNotInThatState, GigIsOver, NothingToUndo
from marketplace.casting.models import Application, Offer, OfferState
from marketplace.casting.models import ApplicationState as State
from marketplace.casting.moving import OWED, locked_gig, move, owe_answer
from marketplace.casting.saying import SAID
from marketplace.gigs.models import Gig, GigState

ANSWERS = (State.SHORTLISTED, State.KEPT, State.DECLINED)
"""What a board moves to. Offers are made one by one."""
MOVABLE = OWED | {State.KEPT, State.DECLINED}
_TOLD: dict[State, notices.Kind] = {
    State.SHORTLISTED: news.SHORTLISTED,
    State.KEPT: news.KEPT,
    State.DECLINED: news.NOT_THIS_TIME,
}


def answer_applications(
    gig_id: UUID, application_ids: Collection[UUID], state: State, *, actor: Actor
) -> int:
    """All of them or none. Says how many it changed."""
    with transaction() as session:
        gig = reading.gig_to_cast(session, gig_id, actor)
        _refuse_answered(locked_gig(session, gig_id))
        found = _movable(session, gig_id, application_ids)
        changed = [each for each in found if each.state is not state]
        before = {str(each.id): each.state.value for each in changed}
        for application in changed:
            _answer(session, gig, application, state, actor)
        if changed:
            session.add(BoardMove(gig_id=gig_id, by=actor.id, state=state.value, before=before))
        return len(changed)


def undo_move(gig_id: UUID, *, actor: Actor) -> int:
    """The last move of this gig that was not undone, by whoever made it, if nothing happened to
    its applications since. Who was told is told again: nothing is unsaid in silence."""
    with transaction() as session:
        gig = reading.gig_to_cast(session, gig_id, actor)
        _refuse_answered(locked_gig(session, gig_id))
        last = last_move(session, gig_id)
        if last is None:
            raise NothingToUndo
        found = _of(session, gig_id, [UUID(each) for each in last.before])
        if any(each.state != last.state for each in found):
            raise NothingToUndo
        for application in found:
            back = State(last.before[str(application.id)])
            _answer(session, gig, application, back, actor, step="undone")
        last.undone_at = now()
        return len(found)


def decline_counter(offer_id: UUID, *, actor: Actor) -> None:
    """The client does not agree to the performer's other terms."""
    with transaction() as session:
        offer = ending.open_offer(session, reading.offer_to_cast(session, offer_id, actor))
        _refuse_own(offer)
        ending.end(session, offer, OfferState.DECLINED)
        application = session.get_one(Application, offer.application_id)
        gig = session.get_one(Gig, offer.gig_id)
        _answer(session, gig, application, State.DECLINED, actor)
        audit.record(session, actor, "offer.declined", offer.id)


def last_move(session: Session, gig_id: UUID) -> BoardMove | None:
    of = BoardMove
    wanted = select(of).where(of.gig_id == gig_id, of.undone_at.is_(None))
    return session.scalar(wanted.order_by(of.at.desc(), of.id).limit(1))


def _refuse_answered(gig: Gig) -> None:
    """Its end answered everybody; an answer that is owed again would never come."""
    if gig.state not in (GigState.OPEN, GigState.PAUSED):
        raise GigIsOver


def _refuse_own(offer: Offer) -> None:
    if offer.offered_by != offer.performer_id:
        raise ApplicationNotInThatState("answered with an offer of your own")


def _answer(
    session: Session, gig: Gig, application: Application, state: State, actor: Actor, step: str = ""
) -> None:
    move(session, application, state, actor=actor, step=step)
    if state in OWED:
        owe_answer(application, posted(session, gig).window)
    else:
        application.answer_due_at = None
        auditions.owe(session, application, actor=actor)
    audit.record(session, actor, "application.answered", application.id, state=state.value)
    if state in _TOLD:
        news.tell_performer(session, _TOLD[state], application)


def _movable(session: Session, gig_id: UUID, ids: Collection[UUID]) -> list[Application]:
    found = _of(session, gig_id, ids)
    for each in found:
        if each.state not in MOVABLE:
            raise ApplicationNotInThatState(SAID[each.state])
    return found


def _of(session: Session, gig_id: UUID, ids: Collection[UUID]) -> list[Application]:
    """Of this gig, whatever was sent."""
    of = Application
    wanted = select(of).where(of.gig_id == gig_id, of.id.in_(ids), of.submitted_at.is_not(None))
    return list(session.scalars(wanted.order_by(of.id).execution_options(populate_existing=True)))
