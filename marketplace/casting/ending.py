"""How offers end: declined, withdrawn, run out, overtaken. Each frees what it had set aside."""

from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import SYSTEM, Actor
from foundation.clock import now
from marketplace.budgets.steps import release
from marketplace.casting import news, reading
from marketplace.casting.errors import NotOpenToApplications, OfferIsOver
from marketplace.casting.models import Application, ApplicationState, DeclineReason, Offer
from marketplace.casting.models import OfferState as State
from marketplace.casting.moving import locked_gig, move, owe_answer
from marketplace.casting.saying import ENDED
from marketplace.gigs.models import Gig, GigState
from marketplace.requests.content import SceneContent

KIND = "offer"
"""What it is called in the budget."""


def refuse_ended(gig: Gig) -> None:
    """Paused gigs may still finish what began."""
    if gig.state not in (GigState.OPEN, GigState.PAUSED):
        raise NotOpenToApplications


def open_offer(session: Session, offer: Offer) -> Offer:
    """Under the gig's lock, as it is now, and still open."""
    locked_gig(session, offer.gig_id)
    session.refresh(offer)
    if offer.state is not State.OPEN:
        raise OfferIsOver(ENDED[offer.state])
    if offer.expires_at <= now():
        raise OfferIsOver(ENDED[State.EXPIRED])
    return offer


def end(session: Session, offer: Offer, state: State) -> None:
    """A step, under the gig's lock: its promise out of the budget goes with it."""
    offer.state, offer.answered_at = state, now()
    session.flush()
    request_id = session.get_one(Gig, offer.gig_id).request_id
    release(session, request_id, kind=KIND, cause_id=offer.id)


def decline(session: Session, offer: Offer, reason: DeclineReason, *, actor: Actor) -> None:
    end(session, offer, State.DECLINED)
    offer.reason = reason.value
    application = session.get_one(Application, offer.application_id)
    move(session, application, ApplicationState.WITHDRAWN, actor=actor, step="offer_declined")
    audit.record(session, actor, "offer.declined", offer.id, reason=reason.value)
    news.tell_client(session, news.REFUSED, application, how=ENDED[State.DECLINED])


def withdraw(session: Session, offer: Offer, *, actor: Actor) -> None:
    end(session, offer, State.WITHDRAWN)
    application = session.get_one(Application, offer.application_id)
    move(session, application, ApplicationState.SHORTLISTED, actor=actor, step="offer_withdrawn")
    owe_answer(application, SceneContent.read(offer.terms).window)
    audit.record(session, actor, "offer.withdrawn", offer.id)
    news.tell_performer(session, news.OFFER_ENDED, application, how=ENDED[State.WITHDRAWN])


def expire(session: Session, offer: Offer) -> None:
    """By the clock. Who let the other's terms run out is said as it was."""
    end(session, offer, State.EXPIRED)
    application = session.get_one(Application, offer.application_id)
    if offer.offered_by == offer.performer_id:
        step = "counter_lapsed"
        move(session, application, ApplicationState.DECLINED, actor=SYSTEM, step=step)
    else:
        move(session, application, ApplicationState.LAPSED, actor=SYSTEM)
    audit.record(session, SYSTEM, "offer.expired", offer.id)
    how = ENDED[State.EXPIRED]
    news.tell_performer(session, news.OFFER_ENDED, application, how=how)
    news.tell_client(session, news.REFUSED, application, how=how)


def fill_others(session: Session, accepted: Offer) -> None:
    """The last seat is taken: whoever else was offered it is told so."""
    for offer in reading.open_offers(session, accepted.gig_id, accepted.part_key):
        if offer.id != accepted.id:
            end(session, offer, State.FILLED)
            application = session.get_one(Application, offer.application_id)
            move(session, application, ApplicationState.DECLINED, actor=SYSTEM, step="filled")
            audit.record(session, SYSTEM, "offer.filled", offer.id)
            news.tell_performer(session, news.OFFER_ENDED, application, how=ENDED[State.FILLED])
