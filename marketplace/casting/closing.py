"""When a gig ends everybody is answered: open offers end, applications too."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from marketplace.casting import auditions, ending, invited, news, queries, reading
from marketplace.casting.models import (
    Application,
    ApplicationState,
    Engagement,
    EngagementState,
    OfferState,
)
from marketplace.casting.moving import OWED, TAPES_KEPT, move
from marketplace.casting.saying import ENDED
from marketplace.casting.tape_models import Tape
from marketplace.gigs.models import Gig, GigState


def answer_everybody(session: Session, gig: Gig, actor: Actor) -> None:
    """For the hook of gigs, in the transaction that closes it, which has the gig's lock. Who was
    engaged stays engaged, unless all of it is cancelled; bookings say what that costs."""
    for offer in reading.open_offers(session, gig.id):
        ending.end(session, offer, OfferState.WITHDRAWN)
        application = session.get_one(Application, offer.application_id)
        answer(session, application, actor)
        audit.record(session, actor, "offer.withdrawn", offer.id)
        how = ENDED[OfferState.WITHDRAWN]
        news.tell_performer(session, news.OFFER_ENDED, application, how=how)
    of = Application
    waiting = select(of).where(of.gig_id == gig.id, of.state.in_(OWED)).order_by(of.id)
    for application in session.scalars(waiting):
        answer(session, application, actor)
        news.tell_performer(session, news.NOT_THIS_TIME, application)
    invited.expire(session, gig.id)
    _let_go_of_tapes(session, gig, now() + TAPES_KEPT)
    if gig.state is GigState.CANCELLED:
        _cancel_engagements(session, gig, actor)
    else:
        engaged = {each.performer_id for each in queries.engagements_of(session, gig.id)}
        news.tell_people(session, news.GIG_CLOSED, gig, engaged)


def answer(
    session: Session, application: Application, actor: Actor, step: str = "gig_ended"
) -> None:
    """A step: a final no that nobody chose for this performer."""
    state = ApplicationState.DECLINED
    move(session, application, state, actor=actor, step=step)
    application.answer_due_at = None
    auditions.owe(session, application, actor=actor)


def _cancel_engagements(session: Session, gig: Gig, actor: Actor) -> None:
    """Nobody learns from a calendar that they have no part any more."""
    of = Engagement
    engaged = select(of).where(of.gig_id == gig.id, of.state == EngagementState.ENGAGED)
    for engagement in session.scalars(engaged.order_by(of.id)):
        engagement.state, engagement.ended_at = EngagementState.CANCELLED, now()
        audit.record(session, actor, "engagement.cancelled", engagement.id)
        news.tell_of_cancelled(session, gig, engagement.performer_id)


def _let_go_of_tapes(session: Session, gig: Gig, at: datetime) -> None:
    """Also of those who were taken: a self-tape is for casting and for nothing else."""
    theirs = select(Application.id).where(Application.gig_id == gig.id)
    session.execute(
        update(Tape)
        .where(Tape.application_id.in_(theirs), Tape.destroy_at.is_(None))
        .values(destroy_at=at)
    )
