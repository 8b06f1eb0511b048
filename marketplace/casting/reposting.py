"""What applicants and engaged performers learn when a gig changes under them or nears its end."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from marketplace.casting import closing, ending, news, queries, reading
from marketplace.casting.applying import posted
from marketplace.casting.models import Application, OfferState
from marketplace.casting.moving import OWED, locked_gig
from marketplace.casting.saying import ENDED
from marketplace.gigs.models import Gig, GigWindDown


def when_reposted(session: Session, gig: Gig, actor: Actor) -> None:
    """For the hook of gigs, in the transaction that posts it anew. Open offers keep their own
    terms; who asked for a part that is gone is answered."""
    locked_gig(session, gig.id)
    there = {each.key for each in posted(session, gig).brief.parts}
    for offer in reading.open_offers(session, gig.id):
        if offer.part_key not in there:
            ending.end(session, offer, OfferState.WITHDRAWN)
            application = session.get_one(Application, offer.application_id)
            closing.answer(session, application, actor, step="part_gone")
            audit.record(session, actor, "offer.withdrawn", offer.id)
            how = ENDED[OfferState.WITHDRAWN]
            news.tell_performer(session, news.OFFER_ENDED, application, how=how)
    for application in _waiting(session, gig):
        if application.part_key in there:
            news.tell_performer(session, news.TERMS_CHANGED, application)
        else:
            closing.answer(session, application, actor, step="part_gone")
            news.tell_performer(session, news.NOT_THIS_TIME, application)


def when_winding_down(session: Session, gig: Gig, _actor: Actor) -> None:
    """For the hook of gigs: everybody in it learns the day."""
    last_day = session.get_one(GigWindDown, gig.id).last_day
    people = {each.performer_id for each in queries.engagements_of(session, gig.id)}
    people |= {each.performer_id for each in _waiting(session, gig)}
    people |= {each.performer_id for each in reading.open_offers(session, gig.id)}
    news.tell_people(session, news.WINDING_DOWN, gig, people, day=last_day)


def _waiting(session: Session, gig: Gig) -> list[Application]:
    of = Application
    wanted = select(of).where(of.gig_id == gig.id, of.state.in_(OWED)).order_by(of.id)
    return list(session.scalars(wanted.execution_options(populate_existing=True)))
