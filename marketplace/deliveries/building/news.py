"""Who is told that a delivery is there or came to nothing: who asked, and the client's machines."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation import notices, webhooks
from marketplace.accounts.roles import Role
from marketplace.deliveries.building.models import Delivery, DeliveryTake

_ASK = frozenset((Role.CLIENT_OWNER, Role.CLIENT_PRODUCER))
_GROUP = "Deliveries"

KINDS = (
    notices.Kind(
        "delivery.ready",
        "A delivery is ready",
        _GROUP,
        may_turn_off=True,
        sentence="{{ reference }} is there, with {{ takes }} take{{ 's' if takes != 1 else '' }}."
        "{% if dropped %} {{ dropped }} had to be left out; its page says why.{% endif %}",
        roles=_ASK,
    ),
    notices.Kind(
        "delivery.failed",
        "A delivery could not be made",
        _GROUP,
        may_turn_off=True,
        sentence="{{ reference }} was not made. {{ problem }}",
        roles=_ASK,
    ),
)


def tell_ready(session: Session, delivery: Delivery) -> None:
    """A step, in the transaction in which it is handed over."""
    takes, dropped = counts(session, delivery)
    _tell(session, delivery, "delivery.ready", takes=takes, dropped=dropped)
    data = as_data(delivery) | {"takes": takes, "left_out": dropped, "manifest": delivery.manifest}
    webhooks.announce(session, delivery.client_id, "delivery.ready", data)


def tell_failed(session: Session, delivery: Delivery) -> None:
    """A step."""
    _tell(session, delivery, "delivery.failed", problem=delivery.problem)
    data = as_data(delivery) | {"problem": delivery.problem}
    webhooks.announce(session, delivery.client_id, "delivery.failed", data)


def as_data(delivery: Delivery) -> dict[str, Any]:
    """For machines: ids, which they read on with."""
    return {
        "delivery": str(delivery.id),
        "reference": delivery.reference,
        "recipient": str(delivery.recipient_id) if delivery.recipient_id else None,
    }


def counts(session: Session, delivery: Delivery) -> tuple[int, int]:
    """Of takes: in it, and left out."""
    of = DeliveryTake
    wanted = select(func.count(), func.count(of.dropped_because))
    every, dropped = session.execute(wanted.where(of.delivery_id == delivery.id)).one()
    return every - dropped, dropped


def _tell(session: Session, delivery: Delivery, kind: str, **values: object) -> None:
    notices.tell(
        session,
        kind=kind,
        to=[delivery.asked_by],
        subject_id=delivery.id,
        url=f"/deliveries/{delivery.id}",
        reference=delivery.reference,
        **values,
    )
