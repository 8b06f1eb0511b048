"""What uploads keep about a person: for the export of their data, and when they leave."""

from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.uploads.models import Upload


def exports_of(session: Session, person_id: UUID) -> dict[str, Any]:
    theirs = select(Upload).where(Upload.owner_id == person_id).order_by(Upload.created_at)
    return {
        "uploads": [
            {
                "filename": upload.filename,
                "media_type": upload.media_type,
                "received_bytes": upload.received_bytes,
                "created_at": upload.created_at.isoformat(),
            }
            for upload in session.scalars(theirs)
        ]
    }


def forget(session: Session, person_id: UUID) -> None:
    """A step: what a file was called goes at once; bytes nobody took go with the next job."""
    theirs = update(Upload).where(Upload.owner_id == person_id)
    session.execute(theirs.values(filename="", metadata_header=""))
    untaken = theirs.where(Upload.taken_at.is_(None), Upload.ended_at.is_(None))
    session.execute(untaken.values(ended_at=now()))
