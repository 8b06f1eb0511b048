"""The address at which anybody sees today's answer for a recording."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from consent.projections.models import StatusLink
from foundation.ids import new_id
from foundation.statements import among, insert_unless_there
from foundation.web import settings


def known_id(session: Session, recording_id: UUID) -> UUID | None:
    wanted = select(StatusLink.public_id).where(StatusLink.recording_id == recording_id)
    return session.scalar(wanted)


def public_id(session: Session, recording_id: UUID) -> UUID:
    """A step: made when it is first asked for; two who ask at once get one."""
    # Looked for first: an append-only row refuses even to be met again on SQLite.
    if (found := known_id(session, recording_id)) is not None:
        return found
    row = {"recording_id": recording_id, "public_id": new_id()}
    insert_unless_there(session, StatusLink, **row)
    of = StatusLink
    return session.scalars(select(of.public_id).where(of.recording_id == recording_id)).one()


def public_ids(session: Session, recordings: Collection[UUID]) -> dict[UUID, UUID]:
    """A step: the same of many, with a question for all that have a name and one for the others."""
    found = _public_ids(session, recordings)
    missing = sorted(set(recordings) - found.keys())
    if not missing:
        return found
    of = StatusLink
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    rows = [{"recording_id": each, "public_id": new_id()} for each in missing]
    session.execute(insert(of).on_conflict_do_nothing(), rows)
    return found | _public_ids(session, missing)


def _public_ids(session: Session, recordings: Collection[UUID]) -> dict[UUID, UUID]:
    of = StatusLink
    these = select(of.recording_id, of.public_id).where(among(session, of.recording_id, recordings))
    return {row.recording_id: row.public_id for row in session.execute(these)}


def recording_called(session: Session, public: UUID) -> UUID | None:
    """By its public name; None where nobody gave it one."""
    wanted = select(StatusLink.recording_id).where(StatusLink.public_id == public)
    return session.scalar(wanted)


def status_url(public: UUID) -> str:
    """Also where no request is: a delivery is built by a job."""
    return f"{settings().url.rstrip('/')}/licence-status/{public}"
