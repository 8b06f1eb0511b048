"""A client asks for a delivery of what it chose, and may call it off until it is handed over."""

import secrets
from uuid import UUID

from consent.holders.errors import RecipientNotNamed
from foundation import audit
from foundation.actors import Actor
from foundation.database import transaction
from foundation.numbering import next_number
from marketplace.deliveries.building import policy, queries, standing
from marketplace.deliveries.building.errors import (
    FormUnfit,
    NothingWanted,
    NotUnderWay,
    UnderWayAlready,
)
from marketplace.deliveries.building.models import (
    UNDER_WAY,
    Delivery,
    DeliveryCounter,
    DeliveryState,
)
from marketplace.deliveries.choosing.form import Form

_WHOLE = 100


def ask_for_delivery(
    version_id: UUID, form: Form | None = None, *, recipient: UUID | None = None, actor: Actor
) -> UUID:
    """Of a version, in the form that was saved with it or another, for whom it was chosen or
    another recipient. It is built by itself.

    Raises RecallsOverdue: who does not answer for the last copies gets no new ones. And
    UnderWayAlready, at the second click.
    """
    with transaction() as session:
        found = queries.asking(session, version_id, actor)
        version, client_id = found.version, found.dataset.client_id
        form = form or version.wanted_as()
        refuse_unfit(form)
        standing.refuse_overdue_recalls(session, client_id)
        for_whom = recipient or version.chosen_by().recipient
        if for_whom is not None and str(for_whom) not in dict(found.recipients):
            raise RecipientNotNamed
        reference = next_number(session, DeliveryCounter, "D")  # Two at once queue for it.
        same = queries.same_under_way(session, version.id, form.canonical(), for_whom)
        if same is not None:
            raise UnderWayAlready(same.id, same.reference)
        delivery = Delivery(
            reference=reference,
            client_id=client_id,
            dataset_version_id=version.id,
            recipient_id=for_whom,
            form=form.canonical(),
            secret=secrets.token_hex(16),
            asked_by=actor.id,
        )
        session.add(delivery)
        session.flush()
        audit.record(session, actor, "delivery.asked", delivery.id)
        return delivery.id


def call_off_delivery(delivery_id: UUID, *, actor: Actor) -> None:
    """What was made of it is deleted soon. What was handed over is not called off any more."""
    with transaction() as session:
        delivery = queries.locked(session, delivery_id, actor)
        actor.require(policy.may_ask(actor))
        if delivery.state not in UNDER_WAY:
            raise NotUnderWay
        delivery.state, delivery.stage = DeliveryState.CALLED_OFF, ""
        audit.record(session, actor, "delivery.called_off", delivery.id)


def refuse_unfit(form: Form) -> None:
    if not form.tracks and not form.mixed:
        raise NothingWanted
    shares = form.splits.values()
    if sum(shares) != _WHOLE or min(shares) < 0 or form.shard_bytes < 1:
        raise FormUnfit
