"""What goes round the files of a delivery once they are there: index, descriptions, manifest."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.database import db, transaction
from foundation.jobs import Lease
from foundation.web import settings
from marketplace.deliveries.building import index, keeping
from marketplace.deliveries.building.apart import index_apart
from marketplace.deliveries.building.bundling import bundle_of, evidence_for
from marketplace.deliveries.building.contents import TakeContents
from marketplace.deliveries.building.handing import Listed
from marketplace.deliveries.building.keeping import NewFile
from marketplace.deliveries.building.making import Making
from marketplace.deliveries.building.manifest import NAME, About, Plain, manifest
from marketplace.deliveries.building.models import Delivery, DeliveryFile, DeliveryState, FileKind
from marketplace.deliveries.building.outputs import JSON, recipe
from marketplace.deliveries.building.rows import FileRow, Rows, rows_of
from marketplace.deliveries.building.starting import Begun
from marketplace.deliveries.building.working import Bench
from marketplace.deliveries.choosing.models import Dataset, DatasetVersion
from marketplace.deliveries.describing import evidence, signing_key
from marketplace.deliveries.describing.bundle import Bundle, Described
from marketplace.deliveries.describing.writing import describe

INDEXING, DESCRIBING = "Writing the index", "Describing it"
HANDING_OVER = "Handing it over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    rows: Rows
    listed: Listed


def finish(lease: Lease, begun: Begun, bench: Bench, making: Making) -> Finished:
    """None of it is made of media: it is made anew each time."""
    rows = _indexed(lease, begun, bench, making)
    about, removed = _about(begun)
    bundle = _bundle(lease, begun, rows, making.takes, len(removed))
    rows = _described(lease, begun, bench, bundle, making.paths, rows)
    status = {each.id: each.status_url for each in bundle.recordings.values()}
    body = manifest(about, rows, status, removed)
    made = bench.put_body(NAME, body, JSON, recipe(NAME, body.decode()))
    _note(lease, begun.id, HANDING_OVER, DeliveryState.BUILT)
    listed = Listed(sha256=made.sha256, size_bytes=made.size_bytes, key=made.key)
    return Finished(rows=rows, listed=listed)


def _indexed(lease: Lease, begun: Begun, bench: Bench, making: Making) -> Rows:
    _note(lease, begun.id, INDEXING)
    making.paths.add(index.NAME)
    _forget_others(lease, begun, making.paths)
    rows = _read(begun)
    _write_index(lease, begun, bench, rows, making.takes)
    return _read(begun, rows)


def _forget_others(lease: Lease, begun: Begun, paths: set[str]) -> None:
    with transaction() as session:
        keeping.still_building(session, lease, begun.id)
        keeping.forget_others(session, begun.id, paths)


def _bundle(
    lease: Lease, begun: Begun, rows: Rows, takes: Sequence[TakeContents], removed: int
) -> Bundle:
    _note(lease, begun.id, DESCRIBING)
    with transaction() as session:
        keeping.still_building(session, lease, begun.id)
        return bundle_of(session, begun, rows, takes, removed)


def _described(
    lease: Lease, begun: Begun, bench: Bench, bundle: Bundle, paths: set[str], rows: Rows
) -> Rows:
    """What it is, and what proves it. Evidence is packed one file after the other."""
    for each in describe(bundle):
        _keep_described(lease, begun, bench, each)
        paths.add(each.path)
    for each in _evidence(bundle):
        _keep_described(lease, begun, bench, each)
        paths.add(each.path)
    _forget_others(lease, begun, paths)
    return _read(begun, rows)


def _evidence(bundle: Bundle) -> Sequence[Described]:
    """Put into storage once the database is let go: it is read in one go, and nothing waits."""
    session = db.session()
    anchor = signing_key.read(settings()).anchor
    found = list(evidence.packed(bundle, evidence_for(session, bundle), anchor))
    session.rollback()
    return found


def _keep_described(lease: Lease, begun: Begun, bench: Bench, described: Described) -> None:
    digest = hashlib.sha256(described.body).hexdigest()
    made_by = recipe(described.path, digest)
    made = bench.put_body(described.path, described.body, described.media_type, made_by)
    with transaction() as session:
        keeping.still_building(session, lease, begun.id)
        kind = FileKind(described.kind.value)
        keeping.keep(session, begun.id, [NewFile(made=made, kind=kind, recipe=made_by)])


def _write_index(
    lease: Lease, begun: Begun, bench: Bench, rows: Rows, takes: Sequence[TakeContents]
) -> None:
    lines, target = bench.space(), bench.space()
    try:
        index.write_rows(lines, takes, begun.wanted.form, rows)
        index_apart(lines, target)
        body_hash = recipe(index.NAME, lines.read_text())
        made = bench.put_path(index.NAME, target, index.MEDIA_TYPE, body_hash)
    finally:
        for each in (lines, target):
            each.unlink(missing_ok=True)
    with transaction() as session:
        keeping.still_building(session, lease, begun.id)
        new = NewFile(made=made, kind=FileKind.INDEX, recipe=body_hash)
        keeping.keep(session, begun.id, [new])


def _about(begun: Begun) -> tuple[About, Sequence[Plain]]:
    session = db.session()
    delivery = session.get_one(Delivery, begun.id)
    version = session.get_one(DatasetVersion, delivery.dataset_version_id)
    dataset = session.get_one(Dataset, version.dataset_id)
    follows, removed = _follows(session, delivery)
    about = About(
        delivery=delivery.id,
        reference=delivery.reference,
        dataset={
            "id": str(dataset.id),
            "name": dataset.name,
            "version": version.number,
            "choice": version.hash,
        },
        client=delivery.client_id,
        recipient=delivery.recipient_id,
        stated=begun.wanted.stated,
        form=json.loads(begun.wanted.form.canonical()),
        follows=follows,
    )
    session.rollback()
    return about, removed


def _follows(session: Session, delivery: Delivery) -> tuple[Plain | None, Sequence[Plain]]:
    """What the delivery that this one takes the place of had, and this one has no more."""
    if delivery.follows_id is None:
        return None, ()
    before = session.get_one(Delivery, delivery.follows_id)
    theirs, ours = rows_of(session, before.id, before.client_id), _hashes(session, delivery.id)
    removed = [
        {
            "path": row.file.path,
            "member": name,
            "sha256": sha256,
            "recordings": [str(each) for each in recordings],
            "because": "recalled or no longer chosen",
        }
        for row in theirs.files
        for name, sha256, recordings in _pieces(row)
        if recordings and sha256 not in ours
    ]
    return {"delivery": str(before.id), "manifest": before.manifest}, removed


def _pieces(row: FileRow) -> Sequence[tuple[str | None, str, tuple[UUID, ...]]]:
    if row.members:
        return [(each.name, each.sha256, each.recordings) for each in row.members]
    return [(None, row.file.sha256, row.recordings)]


def _hashes(session: Session, delivery_id: UUID) -> set[str]:
    found = set(
        session.scalars(select(DeliveryFile.sha256).where(DeliveryFile.delivery_id == delivery_id))
    )
    rows = rows_of(session, delivery_id, delivery_id)
    return found | {member.sha256 for row in rows.files for member in row.members}


def _read(begun: Begun, before: Rows | None = None) -> Rows:
    session = db.session()
    rows = rows_of(session, begun.id, begun.wanted.client_id, before)
    for row in rows.files:
        session.expunge(row.file)
    session.rollback()
    return rows


def _note(lease: Lease, delivery_id: UUID, stage: str, state: DeliveryState | None = None) -> None:
    with transaction() as session:
        delivery = keeping.still_building(session, lease, delivery_id)
        delivery.stage = stage
        if state is not None:
            delivery.state = state
