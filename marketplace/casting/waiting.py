"""What of casting waits for whom on their home page."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.hooks import Waiting
from marketplace.accounts.roles import Role
from marketplace.casting import board, inviting, policy
from marketplace.casting.models import Offer, OfferState
from marketplace.gigs.models import Gig

_MOST = 20


def waiting_for(session: Session, actor: Actor) -> Iterator[Waiting]:
    """For `hooks.waiting_for`. The papers of an offer stand there by themselves."""
    of, theirs = Offer, Offer.offered_by == Offer.performer_id
    for offer, title in _open(session, of.performer_id == actor.id, ~theirs):
        url = f"/applications/{offer.application_id}"
        yield Waiting(f"Answer the offer for “{title}”", url, offer.expires_at)
    for invitation in inviting.open_to(session, actor.id):
        gig = session.get_one(Gig, invitation.gig_id)
        url = f"/applications/invitations/{invitation.id}"
        yield Waiting(f"You are invited to apply for “{gig.title}”", url, None)
    if not policy.may_list_boards(actor):
        return
    mine = true() if actor.role == Role.CASTING else of.client_id == actor.on_behalf_of
    for offer, title in _open(session, mine, theirs):
        url = f"/casting/applications/{offer.application_id}"
        yield Waiting(f"Answer other terms for “{title}”", url, offer.expires_at)
    for row in board.boards(session, actor):
        if row.waiting:
            label = f"Applicants to answer for “{row.gig.title}”: {row.waiting}"
            yield Waiting(label, f"/casting/{row.gig.id}", row.due_at)


def _open(session: Session, *which: ColumnElement[bool]) -> list[tuple[Offer, str]]:
    """With the titles of their gigs, in one question."""
    wanted = (
        select(Offer, Gig.title)
        .join(Gig, Gig.id == Offer.gig_id)
        .where(Offer.state == OfferState.OPEN, *which)
    )
    rows = session.execute(wanted.order_by(Offer.expires_at, Offer.id).limit(_MOST))
    return [(row.Offer, row.title) for row in rows]
