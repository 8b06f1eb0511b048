"""What waits for whom on their home page: papers to answer, descriptions to approve."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from consent.ledger.explaining.words import said
from consent.signing import queries
from foundation.actors import Actor, Power
from foundation.hooks import Waiting


def waiting_for(session: Session, actor: Actor) -> Iterator[Waiting]:
    """For `hooks.waiting_for`."""
    for offer in queries.answerable_now(session, actor.id):
        url = f"/sign/{offer.agreement.id}"
        label = f"Sign or refuse: {said(offer.signature)}"
        yield Waiting(label, url, queries.answer_by(session, offer))
    if Power.KEEP_RIGHTS in actor.powers and (number := len(queries.to_approve(session))):
        yield Waiting(f"Descriptions of replicas to approve: {number}", "/replicas")
