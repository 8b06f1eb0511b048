"""Messages that nobody has read yet, on the home page of those who were told of them."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.hooks import Waiting
from marketplace.messages import queries

_MOST = 20


def waiting_for(session: Session, actor: Actor) -> Iterator[Waiting]:
    """For `hooks.waiting_for`."""
    for each in queries.unread_by(session, actor, _MOST):
        what = "1 new message" if each.unread == 1 else f"{each.unread} new messages"
        yield Waiting(f"{what}: {each.title}", each.url)
