"""That somebody cannot be booked yet, on their own home page."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.hooks import Waiting
from marketplace.profiles import policy
from marketplace.profiles.identity.queries import open_request
from marketplace.profiles.identity.standing import may_be_booked


def waiting_for(session: Session, actor: Actor) -> Iterator[Waiting]:
    """For `hooks.waiting_for`: nothing where they asked, because then it waits for us."""
    if not policy.may_perform(actor) or not may_be_booked(session, actor.id):
        return
    if open_request(session, actor.id) is None:
        label = "Have your identity and age checked: without it nobody can book you"
        yield Waiting(label, "/profile/identity")
