"""What the ledger says of a delivery, against what was decided when it was handed over."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.console.checks.asking import COMPLIANCE, Check, Wrong
from consent.holders.handing import NO_SUBJECT
from consent.holders.models import HandedOver, Holder
from consent.ledger.entries import EntryType
from consent.ledger.openings.lines import Line

AS_TOLD = Check(
    "deliveries.as_told",
    "What the ledger tells of each delivery is what was handed over, to whom and for what.",
    COMPLIANCE,
)
_BESIDE = frozenset(
    ("person", "at", "recording", "agreement", "delivery", "client", "recipient", "manifest")
)


def differing(session: Session, told: Iterable[Line]) -> Iterator[Wrong]:
    """Of some lines, those that tell of deliveries."""
    deliveries = [
        (line.entry.event.thread, line.payload)
        for line in told
        if line.entry.event.type is EntryType.DELIVERY_MADE and line.payload
    ]
    if not deliveries:
        return
    ids = {UUID(said["delivery"]) for _, said in deliveries}
    handed = {
        row.delivery_id: row
        for row in session.scalars(select(HandedOver).where(HandedOver.delivery_id.in_(ids)))
    }
    held = select(Holder.delivery_id, Holder.recording_id).where(Holder.delivery_id.in_(ids))
    holders = {(row.delivery_id, row.recording_id) for row in session.execute(held)}
    for thread, said in deliveries:
        delivery, recording = UUID(said["delivery"]), UUID(said["recording"])
        why = _why(handed.get(delivery), said)
        if not why and (delivery, recording) not in holders:
            why = "nobody holds this recording by it"
        if why:
            sentence = f"Thread {thread}, delivery {delivery}: {why}."
            yield Wrong(AS_TOLD, f"{thread} {delivery}", sentence, recording)


def _why(handed: HandedOver | None, said: Mapping[str, Any]) -> str:
    if handed is None:
        return "the ledger tells of it, and nothing was handed over"
    to = {"client": str(handed.client_id), "manifest": handed.manifest}
    if handed.recipient_id:
        to["recipient"] = str(handed.recipient_id)
    stated = {name: value for name, value in said.items() if name not in _BESIDE}
    differs = [name for name in sorted(to) if said.get(name, to[name]) != to[name]]
    differs += [] if ("recipient" in said) == ("recipient" in to) else ["recipient"]
    purpose = dict(handed.purpose)
    if purpose.get("subjects") == []:  # An opening has no empty lists: it has a word for none.
        purpose["subjects"] = list(NO_SUBJECT)
    differs += [
        name for name in sorted({*stated, *purpose}) if stated.get(name) != purpose.get(name)
    ]
    return f"the two say otherwise about {', '.join(differs)}" if differs else ""
