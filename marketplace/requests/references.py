"""Reference material of a brief: part of what is submitted."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from marketplace.requests import queries
from marketplace.requests.content import SceneContent
from marketplace.requests.drafts import written
from marketplace.requests.errors import ReferenceNotFound, UnfitReference
from marketplace.requests.reference_models import RequestReference

MOST = 10


@dataclass(frozen=True, slots=True)
class NewReference:
    name: str
    storage_key: str
    media_type: str
    size_bytes: int
    sha256: str


def add_reference(request_id: UUID, new: NewReference, *, actor: Actor) -> UUID:
    with transaction() as session:
        request = written(session, request_id, actor)
        if len(in_draft(session, request.id)) >= MOST:
            raise UnfitReference(f"At most {MOST} files fit beside one request.")
        row = _row(request.id, new, actor.id)
        session.add(row)
        session.flush()
        audit.record(session, actor, "reference.added", request.id, sha256=new.sha256)
        return row.id


def remove_reference(request_id: UUID, reference_id: UUID, *, actor: Actor) -> None:
    """Out of the next version. What was submitted keeps it."""
    with transaction() as session:
        request = written(session, request_id, actor)
        row = session.get(RequestReference, reference_id)
        if row is None or row.request_id != request.id or row.removed_at is not None:
            raise ReferenceNotFound
        row.removed_at = now()
        audit.record(session, actor, "reference.removed", request.id, sha256=row.sha256)


def in_draft(session: Session, request_id: UUID) -> Sequence[RequestReference]:
    of = RequestReference
    wanted = select(of).where(of.request_id == request_id, of.removed_at.is_(None))
    return session.scalars(wanted.order_by(of.added_at, of.id)).all()


def in_brief(session: Session, ids: Collection[UUID]) -> Sequence[RequestReference]:
    """Of a version, whatever became of them in the draft since."""
    of = RequestReference
    return session.scalars(select(of).where(of.id.in_(ids)).order_by(of.added_at, of.id)).all()


def with_references(session: Session, request_id: UUID, content: SceneContent) -> SceneContent:
    ids = tuple(row.id for row in in_draft(session, request_id))
    return replace(content, brief=replace(content.brief, references=ids))


def copy_references(session: Session, earlier_id: UUID, request_id: UUID, by: UUID) -> None:
    """A step: what is copied speaks of the same files."""
    session.add_all(_row(request_id, row, by) for row in in_draft(session, earlier_id))
    session.flush()


def readable(session: Session, reference_id: UUID, actor: Actor) -> RequestReference:
    """By its client's people, and by compliance once a version that names it was submitted."""
    row = session.get(RequestReference, reference_id)
    if row is None:
        raise ReferenceNotFound
    request = queries.readable(session, row.request_id, actor)
    submitted = (each.version.scene() for each in queries.versions(session, request.id))
    own = actor.on_behalf_of == request.client_id
    if not own and not any(row.id in content.brief.references for content in submitted):
        raise ReferenceNotFound
    return row


def _row(request_id: UUID, new: NewReference | RequestReference, by: UUID) -> RequestReference:
    return RequestReference(
        request_id=request_id,
        name=new.name,
        storage_key=new.storage_key,
        media_type=new.media_type,
        size_bytes=new.size_bytes,
        sha256=new.sha256,
        added_by=by,
    )
