"""Giving a second opinion, and saying of how many takes one is wanted."""

from uuid import UUID

from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from marketplace.takes import steps
from marketplace.takes.errors import TakeNotFound
from marketplace.takes.models import Take
from marketplace.takes.reviewing.delegating import own_request
from marketplace.takes.reviewing.opinion import Opinion, keep, refuse_unless_scored
from marketplace.takes.reviewing.second_models import SecondOpinion, SecondOpinionShare
from marketplace.takes.second_opinions import queries
from marketplace.takes.second_opinions.errors import NoSuchShare


def give_second_opinion(take_id: UUID, opinion: Opinion, *, actor: Actor) -> None:
    """The take stays as it was decided, and nobody's pay changes: it is for statistics alone. Its
    words and its reasons are not kept, since nobody reads them."""
    with transaction() as session:
        take = steps.locked(session, take_id)
        wanted = asked_of(session, take, actor)
        refuse_unless_scored(session, take, opinion)
        wanted.second_id = keep(session, take, opinion, actor.id, blind=True).id
        audit.record(session, actor, "second_opinion.given", take.id)


def set_share(request_id: UUID, hundredths: int, *, actor: Actor) -> None:
    """Of what is judged from now on."""
    if not 0 <= hundredths <= 100:
        raise NoSuchShare
    with transaction() as session:
        own_request(session, request_id, actor)
        found = session.get(SecondOpinionShare, request_id, with_for_update=True)
        if found is None:
            found = SecondOpinionShare(
                request_id=request_id, hundredths=hundredths, set_by=actor.id
            )
            session.add(found)
        found.hundredths, found.set_by, found.set_at = hundredths, actor.id, now()
        audit.record(session, actor, "second_opinion_share.set", request_id, hundredths=hundredths)


def asked_of(session: Session, take: Take, actor: Actor) -> SecondOpinion:
    """To whoever is not asked, there is no such take."""
    found = queries.wanted_from(session, take, actor)
    if found is None:
        raise TakeNotFound
    return found
