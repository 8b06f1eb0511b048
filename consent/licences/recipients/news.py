"""Performers hear of a new end recipient before it receives anything."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy.orm import Session

from consent.licences.recipients.models import EndRecipient
from foundation import hooks, notices

KINDS = (
    notices.Kind(
        "recipient.named",
        "Somebody else is to receive your recordings",
        "Rights",
        may_turn_off=False,
        sentence="{{ client }} names a new end recipient, {{ recipient }} ({{ country }}), from"
        " {{ effective_on|day }}. Until then and later you can narrow or withdraw what you allow.",
    ),
)


def announce(
    session: Session, recipient: EndRecipient, name: str, performers: Collection[UUID]
) -> None:
    client = hooks.names(session, [recipient.client_id]).get(recipient.client_id, "A client")
    notices.tell(
        session,
        kind="recipient.named",
        to=sorted(performers),
        subject_id=recipient.id,
        url=f"/licences/recipients/{recipient.id}",
        client=client,
        recipient=name,
        country=recipient.country,
        effective_on=recipient.effective_on,
    )
