"""Who took home what one performs in, for one's own copy; and what one took oneself."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.grants.models import Grant
from foundation import hooks
from marketplace.deliveries.building.models import Delivery, DeliveryFile
from marketplace.deliveries.taking.models import Taking
from marketplace.deliveries.taking.queries import taken_home


def exports_of(session: Session, person_id: UUID) -> dict[str, Any]:
    """For `hooks.exports_of`."""
    mine = select(Grant.recording_id).where(Grant.performer_id == person_id).distinct()
    taken = taken_home(session, sorted(session.scalars(mine)))
    names = hooks.names(session, {each.on_behalf_of for rows in taken.values() for each in rows})
    return {
        "recordings_taken_home": [
            {
                "recording": str(recording),
                "client": names.get(each.on_behalf_of, str(each.on_behalf_of)),
                "delivery": each.reference,
                "first_at": each.first_at.isoformat(),
                "last_at": each.last_at.isoformat(),
                "times": each.times,
            }
            for recording, rows in taken.items()
            for each in rows
        ],
        "deliveries_taken": [
            {"at": row.at.isoformat(), "delivery": row.reference, "file": row.path, "by": row.door}
            for row in session.execute(_own(person_id))
        ],
    }


def _own(person_id: UUID) -> Any:
    return (
        select(Taking.at, Delivery.reference, DeliveryFile.path, Taking.door)
        .join(Delivery, Delivery.id == Taking.delivery_id)
        .outerjoin(DeliveryFile, DeliveryFile.id == Taking.file_id)
        .where(Taking.taken_by == person_id)
        .order_by(Taking.at, Taking.id)
    )
