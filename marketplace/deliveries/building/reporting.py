"""What was handed over, for the reports that clients make of its use."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.holders.models import HandedOver, Holder
from consent.holders.queries import stated
from consent.licences.reports.asking import Delivery as Reported
from foundation.statements import among
from marketplace.deliveries.building.models import Delivery
from marketplace.deliveries.choosing.models import Dataset, DatasetVersion


def deliveries_to(session: Session, client_id: UUID) -> Sequence[Reported]:
    """For `reports.asking.deliveries_to`. What the gate let out, as it was stated then."""
    rows = (
        select(HandedOver, Delivery.reference, DatasetVersion, Dataset.name)
        .join(Delivery, Delivery.id == HandedOver.delivery_id)
        .join(DatasetVersion, DatasetVersion.id == Delivery.dataset_version_id)
        .join(Dataset, Dataset.id == DatasetVersion.dataset_id)
        .where(HandedOver.client_id == client_id)
        .order_by(HandedOver.handed_over_at.desc(), HandedOver.delivery_id)
    )
    return [
        Reported(
            id=handed.delivery_id,
            reference=reference,
            recipient_id=handed.recipient_id,
            on=handed.handed_over_at.date(),
            uses=frozenset(stated(handed).uses),
            dataset_id=version.dataset_id,
            dataset_name=name,
            dataset_version=version.number,
            choice_hash=version.hash,
        )
        for handed, reference, version, name in session.execute(rows)
    ]


def recordings_in(
    session: Session, deliveries: Collection[UUID]
) -> Mapping[UUID, Collection[UUID]]:
    """For `reports.asking.recordings_in`: whose holders were registered as it left."""
    of = Holder
    rows = select(of.delivery_id, of.recording_id).where(among(session, of.delivery_id, deliveries))
    found: dict[UUID, set[UUID]] = {}
    for delivery, recording in session.execute(rows):
        found.setdefault(delivery, set()).add(recording)
    return found
