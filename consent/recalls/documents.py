"""The certificate as a document: made from what is kept, the same bytes whenever it is made."""

import hashlib
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from consent.ledger.explaining.opening import write_instant
from consent.ledger.explaining.sentences import read
from consent.ledger.explaining.words import said
from consent.recalls.certifying import Called, Standing, told_in_ledger
from consent.recalls.errors import NoCertificateYet
from foundation import pdf
from foundation.pdf import CannotBePrinted
from foundation.settings import Settings

_TEMPLATE = Path(__file__).with_name("certificate.typ")
_CHECKING = (
    "Each entry named above stands in the public rights ledger. Its proof is at the address beside"
    " it, and any program for transparency logs checks it without us. The certificate is also a"
    " file for programs, which has the hash of this document and every proof."
)


def document_of(
    recording_id: UUID, performer_id: UUID, found: Standing, settings: Settings
) -> bytes:
    """A holder whose name has a letter that no font of ours has is called by id: nobody waits for
    a certificate because of a name. Raises NoCertificateYet."""
    if found.done_at is None:
        raise NoCertificateYet(max(1, found.open))
    content = content_of(recording_id, performer_id, found, settings)
    try:
        return pdf.made(_TEMPLATE.read_bytes(), content, at=found.done_at)
    except CannotBePrinted:
        by_id = content_of(recording_id, performer_id, _by_id(found), settings)
        return pdf.made(_TEMPLATE.read_bytes(), by_id, at=found.done_at)


def hash_of(document: bytes) -> str:
    return "sha256:" + hashlib.sha256(document).hexdigest()


def content_of(
    recording_id: UUID, performer_id: UUID, found: Standing, settings: Settings
) -> dict[str, Any]:
    ours = [
        [file.kind.value.capitalize(), f"{file.sha256}, destroyed {_when(file.destroyed_at)}"]
        for file in found.files
    ]
    entries = [
        [f"{said(each['type'])}, {each['on']}", f"{settings.url}/ledger/proof/{each['id']}"]
        for each in told_in_ledger(found.lines)
    ]
    return {
        "title": "Nothing of this recording is left",
        "operator": settings.operator_name,
        "subject": "Certificate of destruction",
        "footer": f"Recording {recording_id}",
        "summary": (
            f"On {_when(found.done_at)} the last of it was done: our own files are destroyed, and"
            " everybody who had a copy has answered. What was earned by it stays the performer's."
        ),
        "facts": [
            ["Recording", str(recording_id)],
            ["Performer", str(performer_id)],
            ["Given by", settings.operator_name],
        ],
        "sections": [
            _section("Our own files", ours, "We kept no files of it."),
            _section("Who had a copy", [_said(e) for e in found.called], "Nobody had a copy."),
            _section("In the rights ledger", entries, "Nothing of it is in the ledger any more."),
        ],
        "checking": _CHECKING,
    }


def _by_id(found: Standing) -> Standing:
    called = [
        replace(each, holder=str(each.recall.recipient_id or each.recall.client_id))
        for each in found.called
    ]
    return replace(found, called=called)


def _section(title: str, rows: list[list[str]], nothing: str) -> dict[str, Any]:
    return {"title": title, "rows": rows, "nothing": nothing}


def _said(called: Called) -> list[str]:
    answer = called.answer
    if answer is None:
        return [called.holder, "has not answered"]
    return [
        called.holder,
        f"{said(answer.answer).capitalize()}, answered {_when(answer.at)}."
        f" Files: {', '.join(called.recall.files)}",
    ]


def _when(at: datetime | None) -> str:
    return read("instant", write_instant(at)) if at else "at a time that is not known"
