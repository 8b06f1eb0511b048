"""Fetching one file, or the list of all: decided now, and on record before anything leaves."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.database import transaction
from marketplace.deliveries.building.models import Delivery
from marketplace.deliveries.taking import policy, queries
from marketplace.deliveries.taking.deciding import standing
from marketplace.deliveries.taking.errors import FileShut, NotDelivered
from marketplace.deliveries.taking.models import Taking


@dataclass(frozen=True, slots=True)
class MayLeave:
    """What a link may be made to, once."""

    storage_key: str
    filename: str
    media_type: str


def take_file(delivery_id: UUID, file_id: UUID, *, through: UUID, actor: Actor) -> MayLeave:
    """Raises FileShut where a recording in it may not be used any more as it was handed over."""
    with transaction() as session:
        found = queries.delivered_to(session, delivery_id, actor)
        file = queries.file_of(session, found, file_id)
        if file.path not in queries.TO_READ:
            actor.require(policy.may_take(actor, found))
        because = standing(session, found.id, [file], locked=True).why_not.get(file.id)
        if because is not None:
            raise FileShut(found.id, because)
        _on_record(session, found, file.id, through, actor)
        name = file.path.rpartition("/")[2]
        return MayLeave(file.storage_key, name, file.media_type)


def take_manifest(delivery_id: UUID, *, through: UUID, actor: Actor) -> MayLeave:
    """Also after rights have ended: by it one finds what has to go."""
    with transaction() as session:
        found = queries.delivered_to(session, delivery_id, actor)
        actor.require(policy.may_take(actor, found))
        if found.manifest_key is None:
            raise NotDelivered
        _on_record(session, found, None, through, actor)
        audit.record(session, actor, "delivery.taken", found.id)
        return MayLeave(found.manifest_key, "manifest.json", "application/json")


def _on_record(
    session: Session, found: Delivery, file_id: UUID | None, through: UUID, actor: Actor
) -> None:
    session.add(
        Taking(
            delivery_id=found.id,
            file_id=file_id,
            taken_by=actor.id,
            acted_as=actor.role,
            on_behalf_of=found.client_id,
            door=audit.origin.get().door,
            through=through,
        )
    )
