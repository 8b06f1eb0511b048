"""A delta: the same version of a dataset delivered once more, without what may not be used now."""

import secrets
from uuid import UUID

from sqlalchemy import select

from foundation import audit
from foundation.actors import Actor
from foundation.database import transaction
from foundation.numbering import next_number
from marketplace.deliveries.building.models import Delivery, DeliveryCounter
from marketplace.deliveries.building.queries import followed_by
from marketplace.deliveries.building.standing import refuse_overdue_recalls
from marketplace.deliveries.taking import policy, queries
from marketplace.deliveries.taking.errors import DeltaThere, NothingEnded

_SECRET_BYTES = 16


def ask_for_delta(delivery_id: UUID, *, actor: Actor) -> UUID:
    """The new delivery, which is built as every other. Which takes it leaves out is decided when it
    begins, and again when it is handed over."""
    with transaction() as session:
        found = queries.delivered_to(session, delivery_id, actor)
        actor.require(policy.may_take(actor, found))
        session.scalars(select(Delivery).where(Delivery.id == found.id).with_for_update()).one()
        if before := followed_by(session, found.id):
            raise DeltaThere(before.reference)
        whole = queries.whole(session, found)
        if not whole.ended and not whole.withheld:
            raise NothingEnded
        refuse_overdue_recalls(session, found.client_id)
        delta = Delivery(
            reference=next_number(session, DeliveryCounter, "D"),
            client_id=found.client_id,
            dataset_version_id=found.dataset_version_id,
            recipient_id=found.recipient_id,
            form=found.form,
            secret=secrets.token_hex(_SECRET_BYTES),
            asked_by=actor.id,
            follows_id=found.id,
        )
        session.add(delta)
        session.flush()
        audit.record(session, actor, "delivery.asked", delta.id, follows=str(found.id))
        return delta.id
