"""What is made of a delivery is written down here, a little at a time, and found again by who goes
on with a build that was killed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from foundation.ids import new_id
from foundation.jobs import Lease
from foundation.statements import among
from foundation.tables import table_of
from marketplace.deliveries.building.errors import CalledOff
from marketplace.deliveries.building.models import (
    BuiltOutput,
    Delivery,
    DeliveryFile,
    DeliveryFilePart,
    DeliveryState,
    DeliveryTake,
    FileKind,
)
from marketplace.deliveries.building.outputs import Output
from marketplace.deliveries.building.working import Made


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A file, or a member of a shard, and what is in it."""

    output: Output
    made: Made


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFile:
    made: Made
    kind: FileKind
    recipe: str
    split: str | None = None
    take_id: UUID | None = None
    original: str | None = None
    parts: Sequence[Part] = ()
    """For a file of one take itself, and its member is called nothing."""
    is_shard: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    recipe: str
    key: str


def known(session: Session, delivery_id: UUID, present: Mapping[str, int]) -> dict[str, Known]:
    """By path, what was written down before and is still in storage, whole."""
    of = DeliveryFile
    wanted = select(of.path, of.recipe, of.storage_key, of.size_bytes)
    rows = session.execute(wanted.where(of.delivery_id == delivery_id))
    return {
        row.path: Known(row.recipe, row.storage_key)
        for row in rows
        if present.get(row.storage_key) == row.size_bytes
    }


def still_building(session: Session, lease: Lease, delivery_id: UUID) -> Delivery:
    """A step: the delivery, which nobody calls off until the transaction is over."""
    lease.confirm(session)
    wanted = select(Delivery).where(Delivery.id == delivery_id).with_for_update()
    found = session.scalars(wanted.execution_options(populate_existing=True)).one()
    if found.state not in (DeliveryState.BUILDING, DeliveryState.BUILT):
        raise CalledOff
    return found


def keep(session: Session, delivery_id: UUID, files: Sequence[NewFile]) -> None:
    """A step. What was there under the same paths is forgotten."""
    forget(session, delivery_id, [each.made.name for each in files])
    rows, parts = [], []
    for file in files:
        row = _file(delivery_id, file)
        rows.append(row)
        parts += [each for part in file.parts for each in _parts(row["id"], file, part)]
    if rows:
        session.execute(insert(table_of(DeliveryFile)), rows)
    if parts:
        session.execute(insert(table_of(DeliveryFilePart)), parts)


def forget(session: Session, delivery_id: UUID, paths: Collection[str]) -> None:
    """A step. Their bytes are nobody's then, and swept."""
    of = DeliveryFile
    wanted = select(of.id).where(of.delivery_id == delivery_id, among(session, of.path, paths))
    ids = list(session.scalars(wanted))
    if ids:
        parts = DeliveryFilePart
        session.execute(delete(parts).where(among(session, parts.file_id, ids)))
        session.execute(delete(of).where(among(session, of.id, ids)))


def forget_others(session: Session, delivery_id: UUID, paths: Collection[str]) -> None:
    """A step: all but these, such as what held a take that is left out."""
    of = DeliveryFile
    there = set(session.scalars(select(of.path).where(of.delivery_id == delivery_id)))
    forget(session, delivery_id, there - set(paths))


def keep_outputs(
    session: Session, delivery_id: UUID, made: Iterable[tuple[str, str, Made]]
) -> None:
    """A step: each with its recipe and the hash of its source."""
    of = BuiltOutput
    rows = [
        {
            "id": new_id(),
            "delivery_id": delivery_id,
            "recipe": recipe,
            "source": source,
            "sha256": each.sha256,
            "size_bytes": each.size_bytes,
            "media_type": each.media_type,
            "storage_key": each.key,
            "credential": each.credential,
        }
        for recipe, source, each in made
    ]
    if rows:
        recipes = [row["recipe"] for row in rows]
        again = delete(of).where(of.delivery_id == delivery_id, among(session, of.recipe, recipes))
        session.execute(again)
        session.execute(insert(table_of(of)), rows)


def outputs(session: Session, delivery_id: UUID) -> dict[str, BuiltOutput]:
    """By recipe."""
    these = select(BuiltOutput).where(BuiltOutput.delivery_id == delivery_id)
    return {each.recipe: each for each in session.scalars(these)}


def note_bases(session: Session, delivery_id: UUID, bases: Mapping[UUID, str]) -> None:
    """A step. By what each take's files were made; what stands there already is not written."""
    if not bases:
        return
    of = table_of(DeliveryTake)
    this = (of.c.delivery_id == delivery_id) & (of.c.take_id == bindparam("this_take"))
    notes = update(of).where(this, of.c.basis != bindparam("new_basis"))
    # Of the connection: for the session each of them would be a statement of its own.
    session.connection().execute(
        notes.values(basis=bindparam("new_basis")),
        [{"this_take": take, "new_basis": basis} for take, basis in bases.items()],
    )


def _file(delivery_id: UUID, file: NewFile) -> dict[str, object]:
    return {
        "id": new_id(),
        "delivery_id": delivery_id,
        "path": file.made.name,
        "kind": file.kind,
        "sha256": file.made.sha256,
        "size_bytes": file.made.size_bytes,
        "media_type": file.made.media_type,
        "storage_key": file.made.key,
        "recipe": file.recipe,
        "split": file.split,
        "take_id": file.take_id,
        "original": file.original,
        "credential": file.made.credential,
    }


def _parts(file_id: object, file: NewFile, part: Part) -> Iterable[dict[str, object]]:
    for recording in part.output.recordings:
        yield {
            "file_id": file_id,
            "member": part.made.name if file.is_shard else "",
            "recording_id": recording,
            "take_id": part.output.take_id,
            "kind": part.output.kind,
            "sha256": part.made.sha256,
            "size_bytes": part.made.size_bytes,
            "media_type": part.made.media_type,
            "original": part.output.original,
            "credential": part.made.credential,
        }
