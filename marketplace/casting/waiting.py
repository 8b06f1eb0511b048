"""What of casting waits for whom on their home page."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.hooks import Waiting
from marketplace.casting import board, policy, queries
from marketplace.gigs.models import Gig


def waiting_for(session: Session, actor: Actor) -> Iterator[Waiting]:
    """For `hooks.waiting_for`. The papers of an offer stand there by themselves."""
    for offer in queries.open_to_performer(session, actor.id):
        title = session.get_one(Gig, offer.gig_id).title
        url = f"/applications/{offer.application_id}"
        yield Waiting(f"Answer the offer for “{title}”", url, offer.expires_at)
    if policy.may_list_boards(actor):
        for row in board.boards(session, actor):
            if row.waiting:
                label = f"Applicants to answer for “{row.gig.title}”: {row.waiting}"
                yield Waiting(label, f"/casting/{row.gig.id}", row.due_at)
