"""Deletes what nobody may have: of builds that came to nothing, what was made on the way, and files
with a recording whose own are destroyed."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from consent.media.models import Destruction
from foundation import storage
from foundation.clock import now
from foundation.database import db, transaction
from foundation.jobs import Job, Lease
from foundation.statements import among
from foundation.storage.strays import remove_strays
from foundation.web import settings
from marketplace.deliveries.building import keeping
from marketplace.deliveries.building.models import (
    GIVEN_UP,
    BuiltOutput,
    Delivery,
    DeliveryFile,
    DeliveryFilePart,
    DeliveryState,
)

FOLDER = "deliveries/"
_AT_ONCE = 200


def clear(lease: Lease) -> str:
    """Bytes first, then what is written of them: killed in between, the next run finds the rows."""
    given_up = _given_up()
    for each in given_up:
        _clear_given_up(lease, each)
    outputs, destroyed = _clear_outputs(lease), _destroy(lease)
    return f"{len(given_up)} builds, {outputs} outputs and {destroyed} files cleared away"


def sweep(lease: Lease) -> str:
    """What was put there by somebody who was killed, or called off, before it was written down."""
    known = (DeliveryFile.storage_key, BuiltOutput.storage_key, Delivery.manifest_key)
    return f"{remove_strays(lease, FOLDER, *known)} strays removed"


def _given_up() -> list[UUID]:
    session, of = db.session(), Delivery
    wanted = select(of.id).where(of.state.in_(GIVEN_UP), of.cleared_at.is_(None))
    found = list(session.scalars(wanted.order_by(of.asked_at).limit(_AT_ONCE)))
    session.rollback()
    return found


def _clear_given_up(lease: Lease, delivery_id: UUID) -> None:
    session, store = db.session(), storage.of(settings())
    folder = session.get_one(Delivery, delivery_id).folder
    session.rollback()
    for stored in list(store.list(folder)):
        lease.refuse_lost()
        store.delete(stored.key)
    with transaction() as writing:
        lease.confirm(writing)
        keeping.forget_others(writing, delivery_id, ())
        writing.execute(delete(BuiltOutput).where(BuiltOutput.delivery_id == delivery_id))
        writing.get_one(Delivery, delivery_id, populate_existing=True).cleared_at = now()


def _clear_outputs(lease: Lease) -> int:
    """Once the delivery is with the client they are in its shards, and needed no more."""
    session, of = db.session(), BuiltOutput
    delivered = select(Delivery.id).where(Delivery.state == DeliveryState.DELIVERED)
    wanted = select(of.id, of.storage_key).where(of.delivery_id.in_(delivered))
    # A file of the delivery may be the very same bytes under the same key.
    in_use = exists().where(DeliveryFile.storage_key == of.storage_key)
    rows = session.execute(wanted.where(~in_use).limit(_AT_ONCE * 50)).all()
    session.rollback()
    _delete(lease, [row.storage_key for row in rows])
    if rows:
        with transaction() as writing:
            lease.confirm(writing)
            writing.execute(delete(of).where(among(writing, of.id, [row.id for row in rows])))
    return len(rows)


def _destroy(lease: Lease) -> int:
    """A destruction that has begun leaves no file of a recording here, alone or among others: who
    wants the others asks for a delivery without it."""
    session, of = db.session(), DeliveryFile
    part = DeliveryFilePart
    begun = exists().where(
        part.file_id == of.id,
        Destruction.recording_id == part.recording_id,
        Destruction.begun_at.is_not(None),
    )
    wanted = select(of.id, of.storage_key).where(of.destroyed_at.is_(None), begun)
    rows = session.execute(wanted.order_by(of.id).limit(_AT_ONCE)).all()
    session.rollback()
    _delete(lease, [row.storage_key for row in rows])
    with transaction() as writing:
        lease.confirm(writing)
        _note_destroyed(writing, [row.id for row in rows])
    return len(rows)


def _note_destroyed(session: Session, files: list[UUID]) -> None:
    of = DeliveryFile
    for file in session.scalars(select(of).where(among(session, of.id, files))):
        file.destroyed_at = now()


def _delete(lease: Lease, keys: list[str]) -> None:
    store = storage.of(settings())
    for key in keys:
        lease.refuse_lost()
        store.delete(key)


JOBS = (
    Job("deliveries.clear", clear, timedelta(minutes=15), thread="deliveries"),
    Job("deliveries.sweep", sweep, timedelta(days=1), thread="deliveries"),
)
