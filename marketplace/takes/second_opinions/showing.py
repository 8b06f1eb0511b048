"""What the page of a second opinion shows: the brief and the tracks, and nothing of the first."""

from uuid import UUID

from sqlalchemy.orm import Session

from foundation.actors import Actor
from marketplace.takes.errors import TakeNotFound
from marketplace.takes.models import Take
from marketplace.takes.reviewing.showing import Unjudged, unjudged
from marketplace.takes.second_opinions.actions import asked_of


def shown(session: Session, take_id: UUID, actor: Actor) -> Unjudged:
    take = session.get(Take, take_id)
    if take is None:
        raise TakeNotFound
    asked_of(session, take, actor)
    return unjudged(session, take, actor)
