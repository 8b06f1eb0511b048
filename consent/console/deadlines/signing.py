"""Deadlines before a signature: who the client is, what a replica is for, time to think."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.console.deadlines.due import CASTING, COMPLIANCE, MOST, PERFORMER, About, Deadline
from consent.signing import queries
from consent.signing.clocks import NAMED_BEFORE, closes_at
from consent.signing.models import Agreement, AgreementState
from consent.signing.notice import longest_notice
from consent.signing.offers import Offer, offers_of


def papers(session: Session, until: datetime) -> Iterator[Deadline]:
    """The next clock of each that was not answered; of a sealed client's also the naming."""
    waiting = select(Agreement).where(
        Agreement.state == AgreementState.REQUESTED,
        Agreement.first_day <= (until + max(NAMED_BEFORE, longest_notice(session))).date(),
    )
    in_order = waiting.order_by(Agreement.first_day, Agreement.id).limit(MOST)
    for offer in offers_of(session, session.scalars(in_order).all()):
        yield _answer(session, offer)
        if not offer.client_is_named:
            yield _naming(offer)


def replicas(session: Session, until: datetime) -> Iterator[Deadline]:
    """Where nobody represents the performer, it cannot be signed before it is approved."""
    for offer in queries.to_approve(session)[:MOST]:
        last, call_at = closes_at(offer), offer.agreement.call_at
        yield Deadline(
            about=About.SIGNING,
            due_at=min(last, call_at) if call_at else last,
            what=f"The description of a replica for {offer.agreement.client_id} is approved.",
            owner=COMPLIANCE,
            leads_to="Replicas to approve",
            url="/replicas",
            agreement_id=offer.agreement.id,
        )


def _answer(session: Session, offer: Offer) -> Deadline:
    client, last = offer.agreement.client_id, closes_at(offer)
    due_at = queries.answer_by(session, offer) if offer.is_replica else last
    what = f"A paper of {client} is signed or refused by then."
    if due_at < last:
        what = f"A replica for {client} is first read, so that there is time to think before work."
    return _paper(offer, due_at, what, PERFORMER)


def _naming(offer: Offer) -> Deadline:
    client, hours = offer.agreement.client_id, NAMED_BEFORE // timedelta(hours=1)
    what = f"The performer is told that {client} is the client, {hours} hours before signing ends."
    return _paper(offer, closes_at(offer) - NAMED_BEFORE, what, CASTING)


def _paper(offer: Offer, due_at: datetime, what: str, owner: str) -> Deadline:
    return Deadline(
        about=About.SIGNING,
        due_at=due_at,
        what=what,
        owner=owner,
        leads_to="What it says",
        url=f"/agreements/versions/{offer.agreement.version_id}",
        agreement_id=offer.agreement.id,
    )
