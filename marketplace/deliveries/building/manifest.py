"""The list of all that is in a delivery: `manifest.json`, in the one spelling of RFC 8785.

Its hash is what the ledger tells each performer, so that nothing in it can be changed later.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from consent.holders.purposes import Stated
from marketplace.deliveries.building.rows import FileRow, MemberRow, Rows
from marketplace.deliveries.building.spelling import canonical

FORMAT = "fairtake-delivery-1"
NAME = "manifest.json"
Plain = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is told of a delivery as a whole."""

    delivery: UUID
    reference: str
    dataset: Plain
    client: UUID
    recipient: UUID | None
    stated: Stated
    form: Plain
    follows: Plain | None


def manifest(
    about: About,
    rows: Rows,
    status: Mapping[UUID, str],
    removed: Sequence[Plain] = (),
) -> bytes:
    """`status` is by recording: where anybody sees today's answer."""
    return canonical(
        {
            "format": FORMAT,
            "delivery": str(about.delivery),
            "reference": about.reference,
            "dataset": about.dataset,
            "client": str(about.client),
            "recipient": str(about.recipient) if about.recipient else None,
            "stated": about.stated.kept(),
            "form": about.form,
            "follows": about.follows,
            "files": [_file(row, rows, status) for row in rows.files],
            "removed": list(removed),
        }
    )


def _file(row: FileRow, rows: Rows, status: Mapping[UUID, str]) -> Plain:
    file = row.file
    said: Plain = {
        "path": file.path,
        "sha256": file.sha256,
        "bytes": file.size_bytes,
        "media_type": file.media_type,
        "kind": file.kind.value,
        "split": file.split,
        "take": str(file.take_id) if file.take_id else None,
        "recordings": [str(each) for each in row.recordings],
        "performers": rows.called(row.recordings),
        "original": file.original,
        "credential": file.credential,
        "status": sorted(status[each] for each in row.recordings if each in status),
    }
    if row.members:
        said["members"] = [_member(each, rows) for each in row.members]
    return said


def _member(row: MemberRow, rows: Rows) -> Plain:
    return {
        "name": row.name,
        "sha256": row.sha256,
        "bytes": row.size_bytes,
        "media_type": row.media_type,
        "recordings": [str(each) for each in row.recordings],
        "performers": rows.called(row.recordings),
        "take": str(row.take_id),
        "original": row.original,
        "credential": row.credential,
    }
