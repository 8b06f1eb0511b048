"""What is asked about datasets and their versions."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation import cursors
from foundation.actors import Actor
from marketplace.deliveries.choosing import policy
from marketplace.deliveries.choosing.errors import DatasetNotFound, VersionNotFound
from marketplace.deliveries.choosing.models import Dataset, DatasetVersion, DatasetVersionTake
from marketplace.takes.models import Take, Track

_LAST_NUMBER = 2**31 - 1
"""An address may say more, which no database takes for a number."""


def page(session: Session, actor: Actor, *, after: str | None, limit: int) -> cursors.Page[Any]:
    """Newest first, each with what its newest version held: one's own, or all for compliance."""
    actor.require(policy.may_list(actor))
    of = Dataset
    here = (DatasetVersion.dataset_id == of.id) & (DatasetVersion.number == of.newest)
    saved = DatasetVersion
    columns: list[Any] = [of.id, of.name, of.client_id, of.created_at]
    columns += [saved.number, saved.takes, saved.length_ms, saved.hash, saved.made_at]
    wanted = select(*columns).join(saved, here)
    if not policy.sees_all(actor):
        wanted = wanted.where(of.client_id == actor.on_behalf_of)
    return cursors.page_of(session, wanted, of.created_at, of.id, after=after, limit=limit)


def visible(session: Session, dataset_id: UUID, actor: Actor) -> Dataset:
    """To people of other organisations it does not exist."""
    found = session.get(Dataset, dataset_id)
    if found is None:
        raise DatasetNotFound
    if not policy.may_view(actor, found.client_id):
        raise DatasetNotFound
    return found


def changeable(session: Session, dataset_id: UUID, actor: Actor) -> Dataset:
    """To those of us who read it, it is not there to be changed."""
    found = visible(session, dataset_id, actor)
    if not policy.is_ones_own(actor, found.client_id):
        raise DatasetNotFound
    actor.require(policy.may_choose(actor))
    return found


def versions(session: Session, dataset_id: UUID) -> Sequence[DatasetVersion]:
    """Newest first; there is always one."""
    of = DatasetVersion
    wanted = select(of).where(of.dataset_id == dataset_id).order_by(of.number.desc())
    return session.scalars(wanted).all()


def version(session: Session, dataset_id: UUID, number: int) -> DatasetVersion:
    if number > _LAST_NUMBER:
        raise VersionNotFound
    of = DatasetVersion
    wanted = select(of).where(of.dataset_id == dataset_id, of.number == number)
    found = session.scalars(wanted).one_or_none()
    if found is None:
        raise VersionNotFound
    return found


def takes_page(
    session: Session, version_id: UUID, *, after: str | None, limit: int
) -> cursors.Page[Any]:
    """What a version held when it was saved, with the recordings of each, newest first."""
    of = Take
    wanted = (
        select(of.id, of.booking_id, of.number, of.begun_at, of.accepted_ms, of.speakers)
        .join(DatasetVersionTake, DatasetVersionTake.take_id == of.id)
        .where(DatasetVersionTake.version_id == version_id)
    )
    found = cursors.page_of(session, wanted, of.begun_at, of.id, after=after, limit=limit)
    recordings = _recordings(session, [row.id for row in found.items])
    items = [{**row._mapping, "recordings": recordings.get(row.id, [])} for row in found.items]
    return cursors.Page(items, found.next)


def _recordings(session: Session, takes: Sequence[UUID]) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = {}
    rows = select(Track.take_id, Track.recording_id).where(Track.take_id.in_(takes))
    for take_id, recording_id in session.execute(rows.order_by(Track.id)):
        if recording_id is not None:
            found.setdefault(take_id, []).append(recording_id)
    return found
