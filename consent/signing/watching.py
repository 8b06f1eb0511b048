"""What waits for whom on their home page: papers to answer, descriptions to approve."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from consent.ledger.explaining.words import said
from consent.signing import queries
from consent.signing.clocks import closes_at
from foundation.actors import Actor, Power
from foundation.clock import now
from foundation.hooks import Waiting


def waiting_for(session: Session, actor: Actor) -> Iterator[Waiting]:
    """For `hooks.waiting_for`."""
    for offer in queries.waiting_of(session, actor.id):
        if now() < closes_at(offer):
            url = f"/sign/{offer.agreement.id}"
            yield Waiting(
                f"Sign or refuse: {said(offer.signature)}", url, queries.answer_by(session, offer)
            )
    if Power.KEEP_RIGHTS in actor.powers and (number := len(queries.to_approve(session))):
        yield Waiting(f"Descriptions of replicas to approve: {number}", "/replicas")
