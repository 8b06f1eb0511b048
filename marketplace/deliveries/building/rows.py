"""What is in a delivery, as its manifest, its index and its descriptions tell it: read once."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.statements import among
from foundation.tables import table_of
from marketplace.deliveries.building.models import DeliveryFile, DeliveryFilePart
from marketplace.deliveries.building.pseudonyms import pseudonyms_of
from marketplace.takes.models import Track

_Part = Any
"""A row of `DeliveryFilePart`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRow:
    name: str
    kind: str
    sha256: str
    size_bytes: int
    media_type: str
    take_id: UUID
    original: str | None
    credential: str | None
    recordings: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    file: DeliveryFile
    recordings: tuple[UUID, ...]
    members: Sequence[MemberRow]
    """Of a shard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    files: Sequence[FileRow]
    """By path."""
    performers: Mapping[UUID, str]
    """By recording, the client's pseudonym of whose it is."""

    def called(self, recordings: Sequence[UUID]) -> list[str]:
        return sorted({self.performers[each] for each in recordings})

    def hashes(self) -> dict[UUID, list[str]]:
        """By recording, of all that holds it: whole files, and in shards the member too, so that
        what is removed from a shard can be said."""
        found: dict[UUID, set[str]] = defaultdict(set)
        for row in self.files:
            for recording in row.recordings:
                found[recording].add(row.file.sha256)
            for member in row.members:
                for recording in member.recordings:
                    found[recording].add(member.sha256)
        return {recording: sorted(hashes) for recording, hashes in found.items()}


def rows_of(
    session: Session, delivery_id: UUID, client_id: UUID, before: Rows | None = None
) -> Rows:
    """`before`: as it was read a moment ago. What is in a file is written with it and never
    changes, so that of those only the files are read again."""
    of = DeliveryFile
    files = session.scalars(select(of).where(of.delivery_id == delivery_id).order_by(of.path)).all()
    known = {row.file.id: row for row in before.files} if before else {}
    parts = _parts(session, delivery_id, [each.id for each in files if each.id not in known])
    found = [
        replace(known[file.id], file=file) if file.id in known else _row(file, parts[file.id])
        for file in files
    ]
    recordings = {each for row in found for each in row.recordings}
    called = before.performers if before else {}
    called = {**called, **_performers(session, client_id, recordings - called.keys())}
    return Rows(files=found, performers={each: called[each] for each in recordings})


def _row(file: DeliveryFile, parts: Sequence[_Part]) -> FileRow:
    members: dict[str, list[_Part]] = defaultdict(list)
    for part in parts:
        members[part.member].append(part)
    return FileRow(
        file=file,
        recordings=tuple(sorted({part.recording_id for part in parts})),
        members=[_member(name, members[name]) for name in sorted(members) if name],
    )


def _member(name: str, parts: Sequence[_Part]) -> MemberRow:
    first = parts[0]
    return MemberRow(
        name=name,
        kind=first.kind.value,
        sha256=first.sha256,
        size_bytes=first.size_bytes,
        media_type=first.media_type,
        take_id=first.take_id,
        original=first.original,
        credential=first.credential,
        recordings=tuple(sorted(part.recording_id for part in parts)),
    )


def _parts(
    session: Session, delivery_id: UUID, files: Collection[UUID]
) -> Mapping[UUID, list[_Part]]:
    """As plain rows: of a hundred thousand nobody needs the objects that a session keeps."""
    found: dict[UUID, list[_Part]] = defaultdict(list)
    if not files:
        return found
    of = DeliveryFilePart
    these = select(*table_of(of).columns).join(DeliveryFile, DeliveryFile.id == of.file_id)
    in_it = DeliveryFile.delivery_id == delivery_id
    for part in session.execute(these.where(in_it, among(session, of.file_id, files))):
        found[part.file_id].append(part)
    return found


def _performers(session: Session, client_id: UUID, recordings: set[UUID]) -> dict[UUID, str]:
    wanted = select(Track.recording_id, Track.performer_id)
    rows = session.execute(wanted.where(among(session, Track.recording_id, list(recordings)))).all()
    names = pseudonyms_of(session, client_id, {row.performer_id for row in rows})
    return {row.recording_id: names[row.performer_id] for row in rows}
