"""What can be asked about copies: who has which recording, by which delivery."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.grants.models import Grant
from consent.holders.models import HandedOver, Holder
from consent.holders.purposes import Stated
from foundation import hooks
from foundation.statements import among


def holders_of(session: Session, recordings: Collection[UUID]) -> dict[UUID, list[Holder]]:
    """By recording, in the order in which they got it."""
    found: dict[UUID, list[Holder]] = {}
    these = select(Holder).where(among(session, Holder.recording_id, recordings))
    for holder in session.scalars(these.order_by(Holder.since, Holder.delivery_id)):
        found.setdefault(holder.recording_id, []).append(holder)
    return found


def handed_over(session: Session, deliveries: Collection[UUID]) -> dict[UUID, HandedOver]:
    """Under which stated purpose each delivery left."""
    these = select(HandedOver).where(among(session, HandedOver.delivery_id, deliveries))
    return {each.delivery_id: each for each in session.scalars(these)}


def stated(handed: HandedOver) -> Stated:
    return Stated.read(handed.client_id, handed.recipient_id, handed.purpose)


def exports_of(session: Session, person_id: UUID) -> dict[str, Any]:
    """For `hooks.exports_of`: who was given what one performs in, and what for."""
    own = select(Grant.recording_id).where(Grant.performer_id == person_id)
    held = (
        select(Holder, HandedOver)
        .join(HandedOver, HandedOver.delivery_id == Holder.delivery_id)
        .where(Holder.recording_id.in_(own))
        .order_by(Holder.since, Holder.delivery_id, Holder.recording_id)
    )
    rows = [(row[0], row[1]) for row in session.execute(held)]
    holders = {each.recipient_id or each.client_id for each, _ in rows}
    names = hooks.names(session, holders | {each.client_id for each, _ in rows})
    return {"recordings_handed_over": [_said(names, *row) for row in rows]}


def _said(names: dict[UUID, str], holder: Holder, handed: HandedOver) -> dict[str, Any]:
    to = holder.recipient_id or holder.client_id
    return {
        "recording": str(holder.recording_id),
        "at": holder.since.isoformat(),
        "client": names.get(holder.client_id, str(holder.client_id)),
        "recipient": names.get(to, str(to)),
        "for": handed.purpose,
        "files": holder.files,
    }
