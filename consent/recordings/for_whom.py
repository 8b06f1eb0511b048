"""For which client a grant is: mostly the one it was recorded for, and sometimes another one."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased

from consent.grants.models import Grant
from consent.recordings.models import Recording


def given_to(client: UUID | ColumnElement[UUID] | Any) -> ColumnElement[bool]:
    """Of a grant."""
    recording = aliased(Recording)  # Whoever asks may have joined the recording already.
    of_it = (recording.id == Grant.recording_id, recording.client_id == client)
    recorded_for = select(recording.id).where(*of_it).correlate_except(recording).exists()
    return or_(Grant.client_id == client, and_(Grant.client_id.is_(None), recorded_for))


def client_of() -> ColumnElement[UUID]:
    """Of a grant that is joined with its recording."""
    return func.coalesce(Grant.client_id, Recording.client_id)
