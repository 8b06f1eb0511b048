"""Copies that somebody has, as a delivery leaves them on record."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from consent.grants.models import Grant
from consent.holders.models import HandedOver, Holder
from consent.holders.purposes import Stated
from consent.ledger.explaining.words import Use
from foundation.database import transaction
from foundation.ids import new_id
from tests.consent.grants.granted import LAB

FILE = f"sha256:{'0a' * 32}"


def held(*grants: Grant, client: UUID = LAB, files: Sequence[str] = (FILE,), **stated: Any) -> UUID:
    """A delivery of what these grants are for, to evaluate with it unless otherwise stated."""
    purpose = Stated(**{"client": client, "uses": (Use.EVALUATION,), **stated})
    delivery = new_id()
    with transaction() as session:
        session.add(
            HandedOver(
                delivery_id=delivery,
                client_id=client,
                recipient_id=purpose.recipient,
                licence_id=new_id(),
                purpose=purpose.kept(),
                manifest=FILE,
                handed_over_by=new_id(),
            )
        )
        session.flush()
        session.add_all(
            Holder(
                delivery_id=delivery,
                recording_id=recording,
                client_id=client,
                recipient_id=purpose.recipient,
                files=list(files),
            )
            for recording in dict.fromkeys(grant.recording_id for grant in grants)
        )
    return delivery
