"""Showing a grant or a recording in another vocabulary: as of now, on record like any reading."""

from typing import Any
from uuid import UUID

from consent.grants.models import Grant
from consent.keeping import openings
from consent.projections import links, policy
from consent.projections.answers import answers
from consent.projections.errors import NothingToShow
from consent.projections.granted import granted
from consent.projections.kinds import OF_GRANTS, OF_RECORDINGS, Shown
from consent.recordings.models import Recording
from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction


def show_grant(grant_id: UUID, kind: str, *, actor: Actor) -> dict[str, Any]:
    """To those who may read its thread."""
    with transaction() as session:
        grant = session.get(Grant, grant_id)
        if grant is None or kind not in OF_GRANTS:
            raise NothingToShow
        lines = openings.read_as(session, actor, grant.thread)
        found = granted(session, grant, lines, now().date())
    return OF_GRANTS[kind](found)


def show_recording(recording_id: UUID, kind: str, *, actor: Actor) -> dict[str, Any]:
    with transaction() as session:
        recording = session.get(Recording, recording_id)
        if recording is None or kind not in OF_RECORDINGS:
            raise NothingToShow
        if not policy.may_see(session, actor, recording):
            raise NothingToShow
        if links.known_id(session, recording.id) is None:
            audit.record(session, actor, "status_link.made", recording.id)
        public = links.public_id(session, recording.id)
        found = answers(session, recording.id, now().date())
        session.expunge(recording)
    return OF_RECORDINGS[kind](Shown(recording, found, links.status_url(public)))
