"""Saving what was chosen: a dataset with its first version, and each later one."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.database import transaction
from marketplace.deliveries.choosing import policy, queries
from marketplace.deliveries.choosing.choice import Choice
from marketplace.deliveries.choosing.chosen import chosen
from marketplace.deliveries.choosing.errors import (
    DatasetNotFound,
    NameTaken,
    NothingChosen,
    OtherVersionSaved,
)
from marketplace.deliveries.choosing.form import Form
from marketplace.deliveries.choosing.models import Dataset, DatasetVersion, DatasetVersionTake

_AT_ONCE = 10_000


def create_dataset(name: str, choice: Choice, form: Form, note: str = "", *, actor: Actor) -> UUID:
    """With its first version. Raises NameTaken, NothingChosen, NoUseChosen."""
    actor.require(policy.may_choose(actor))
    client_id = actor.on_behalf_of
    if client_id is None:
        raise DatasetNotFound
    with transaction() as session:
        dataset = _named(session, client_id, name, actor)
        _save(session, dataset, choice, form, note, actor)
        audit.record(session, actor, "dataset.created", dataset.id)
        return dataset.id


def save_version(
    dataset_id: UUID, seen: int, choice: Choice, form: Form, note: str = "", *, actor: Actor
) -> int:
    """The next one, after the one that was `seen`. Raises OtherVersionSaved, NothingChosen,
    NoUseChosen."""
    with transaction() as session:
        dataset = queries.changeable(session, dataset_id, actor)
        if dataset.newest != seen:
            raise OtherVersionSaved
        number = _save(session, dataset, choice, form, note, actor)
        audit.record(session, actor, "dataset.version_saved", dataset.id, number=number)
        return number


def _named(session: Session, client_id: UUID, name: str, actor: Actor) -> Dataset:
    of = Dataset
    there = select(of.id).where(of.client_id == client_id, of.name == name)
    if session.scalar(there) is not None:
        raise NameTaken
    dataset = Dataset(client_id=client_id, name=name, created_by=actor.id)
    session.add(dataset)
    try:
        session.flush()
    except IntegrityError as taken:  # By somebody at the same time.
        raise NameTaken from taken
    return dataset


def _save(
    session: Session, dataset: Dataset, choice: Choice, form: Form, note: str, actor: Actor
) -> int:
    """A step. Two at once meet at the dataset's own row."""
    found = chosen(session, dataset.client_id, choice)
    if not found.takes:
        raise NothingChosen
    version = DatasetVersion(
        dataset_id=dataset.id,
        number=dataset.newest + 1,
        choice=choice.canonical(),
        form=form.canonical(),
        hash=choice.hash,
        takes=len(found.takes),
        length_ms=sum(each.accepted_ms for each in found.takes),
        made_by=actor.id,
        note=note,
    )
    session.add(version)
    dataset.newest = version.number
    session.flush()
    for rows in _rows(version.id, [each.take_id for each in found.takes]):
        session.execute(insert(DatasetVersionTake), rows)
    return version.number


def _rows(version_id: UUID, takes: list[UUID]) -> Iterator[list[dict[str, UUID]]]:
    for start in range(0, len(takes), _AT_ONCE):
        some = takes[start : start + _AT_ONCE]
        yield [{"version_id": version_id, "take_id": each} for each in some]
