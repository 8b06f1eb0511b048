"""What people know recordings by: never by an id alone."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from consent.recordings.models import Recording
from foundation import hooks


def titles(session: Session, recordings: Sequence[Recording]) -> dict[UUID, str]:
    """Its reference where somebody above gives it one; otherwise when and for whom it was made."""
    known = hooks.references(session, [recording.id for recording in recordings])
    clients = hooks.names(session, {recording.client_id for recording in recordings})
    return {each.id: known.get(each.id) or _title(each, clients) for each in recordings}


def title_of(session: Session, recording_id: UUID) -> str:
    found = session.get(Recording, recording_id)
    return titles(session, [found])[found.id] if found else "A recording"


def _title(recording: Recording, clients: Mapping[UUID, str]) -> str:
    client = clients.get(recording.client_id, "a client")
    return f"Recording of {recording.recorded_at:%-d %B %Y} for {client}"
