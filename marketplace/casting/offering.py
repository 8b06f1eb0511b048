"""Offers: made, answered once each way with other terms, declined, withdrawn."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from foundation.ids import new_id
from marketplace.accounts.holding import performs
from marketplace.budgets.steps import commit
from marketplace.casting import addresses, ending, news, papers, reading, seats
from marketplace.casting.errors import ApplicationNotInThatState, CannotBeOffered, CounteredOnce
from marketplace.casting.models import (
    Application,
    ApplicationState,
    DeclineReason,
    Offer,
    OfferState,
)
from marketplace.casting.moving import locked_gig, move
from marketplace.casting.saying import SAID
from marketplace.casting.terms import (
    Proposed,
    cost_of_seat,
    part_of,
    refuse_below,
    refuse_below_floor,
    with_pay,
)
from marketplace.clients.engaging import known_against
from marketplace.gigs.models import Gig
from marketplace.requests.content import SceneContent
from marketplace.requests.models import RequestVersion

LASTS = timedelta(days=5)
OFFERABLE = frozenset(
    (ApplicationState.SUBMITTED, ApplicationState.SHORTLISTED, ApplicationState.KEPT)
)


def make_offer(
    application_id: UUID, proposed: Proposed, *, actor: Actor, lasts: timedelta = LASTS
) -> UUID:
    """With its papers to sign. To an open answer of the performer it is the client's own."""
    with transaction() as session:
        application = reading.application_to_cast(session, application_id, actor)
        gig = locked_gig(session, application.gig_id)
        ending.refuse_ended(gig)
        papers.refuse_unlicensed(session, gig.client_id)
        _refuse_whom(session, application.performer_id, gig.client_id)
        addresses.refuse_missing_client(session, gig.client_id)
        answered = _answered(session, application)
        posted = session.get_one(RequestVersion, gig.version_id)
        refuse_below(posted.scene(), proposed)
        content = with_pay(posted.scene(), proposed)
        offer = _offer(gig, application, content, posted.id, lasts, actor.id)
        offer.counters = answered.id if answered else None
        _keep(session, gig, application, offer, content, actor)
        return offer.id


def counter_offer(offer_id: UUID, proposed: Proposed, *, actor: Actor) -> UUID:
    """The performer's other terms, once. The first offer ends with it."""
    with transaction() as session:
        return counter(session, reading.own_offer(session, offer_id, actor), proposed, actor=actor)


def counter(session: Session, offer: Offer, proposed: Proposed, *, actor: Actor) -> UUID:
    """A step: the answer is the performer's, whoever gives it for them."""
    offer = ending.open_offer(session, offer)
    if offer.counters is not None or offer.offered_by == offer.performer_id:
        raise CounteredOnce
    application = session.get_one(Application, offer.application_id)
    posted = SceneContent.read(offer.terms)
    refuse_below_floor(posted, proposed)
    content = with_pay(posted, proposed)
    ending.end(session, offer, OfferState.COUNTERED)
    gig = session.get_one(Gig, offer.gig_id)
    answer = _offer(gig, application, content, offer.brief_version_id, LASTS, offer.performer_id)
    answer.counters = offer.id
    session.add(answer)
    move(session, application, ApplicationState.OFFERED, actor=actor, step="countered")
    audit.record(session, actor, "offer.countered", offer.id)
    news.tell_client(session, news.COUNTERED, application, until=answer.expires_at)
    return answer.id


def decline_offer(offer_id: UUID, reason: DeclineReason, *, actor: Actor) -> None:
    with transaction() as session:
        offer = ending.open_offer(session, reading.own_offer(session, offer_id, actor))
        ending.decline(session, offer, reason, actor=actor)


def withdraw_offer(offer_id: UUID, *, actor: Actor) -> None:
    """The client's own, as long as nobody accepted it. Their application waits again."""
    with transaction() as session:
        offer = ending.open_offer(session, reading.offer_to_cast(session, offer_id, actor))
        if offer.offered_by == offer.performer_id:
            raise ApplicationNotInThatState("answered by the performer with other terms")
        ending.withdraw(session, offer, actor=actor)


def _refuse_whom(session: Session, performer_id: UUID, client_id: UUID) -> None:
    """Money and a seat never wait for somebody who cannot sign, or cannot be engaged."""
    if not performs(session, performer_id):
        raise CannotBeOffered("They take no offers now.")
    stopped = known_against(session, performer_id, client_id)
    if stopped:
        raise CannotBeOffered(stopped[0])


def _answered(session: Session, application: Application) -> Offer | None:
    """The performer's open answer, if there is one; otherwise nothing may be open."""
    if application.state in OFFERABLE:
        return None
    found = reading.open_offer_of(session, application.id)
    if found is None or found.offered_by != found.performer_id:
        raise ApplicationNotInThatState(SAID[application.state])
    ending.end(session, found, OfferState.COUNTERED)
    return found


def _offer(
    gig: Gig,
    application: Application,
    content: SceneContent,
    version_id: UUID,
    lasts: timedelta,
    by: UUID,
) -> Offer:
    return Offer(
        application_id=application.id,
        gig_id=gig.id,
        part_key=application.part_key,
        performer_id=application.performer_id,
        client_id=gig.client_id,
        terms=content.canonical(),
        terms_hash=content.hash,
        brief_version_id=version_id,
        engagement_id=new_id(),
        offered_by=by,
        expires_at=now() + lasts,
    )


def _keep(
    session: Session,
    gig: Gig,
    application: Application,
    offer: Offer,
    content: SceneContent,
    actor: Actor,
) -> None:
    part = part_of(content, offer.part_key)
    seats.refuse_filled(session, gig.id, part)
    session.add(offer)
    session.flush()
    cost = cost_of_seat(content, part)
    commit(session, gig.request_id, cost, kind=ending.KIND, cause_id=offer.id)
    papers.ask(session, offer, content, actor=actor)
    move(session, application, ApplicationState.OFFERED, actor=actor)
    application.answer_due_at = None
    audit.record(session, actor, "offer.made", offer.id, hash=offer.terms_hash)
    news.tell_performer(session, news.OFFERED, application, until=offer.expires_at)
