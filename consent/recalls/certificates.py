"""A performer's certificate of destruction: the document, and the file for programs beside it."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from consent.recalls import certifying, documents
from foundation.actors import Actor
from foundation.settings import Settings


def document(session: Session, recording_id: UUID, settings: Settings, *, actor: Actor) -> bytes:
    found = certifying.standing(session, recording_id, actor)
    return documents.document_of(recording_id, actor.id, found, settings)


def for_programs(
    session: Session, recording_id: UUID, settings: Settings, *, actor: Actor
) -> dict[str, Any]:
    """With the hash of the document."""
    found = certifying.standing(session, recording_id, actor)
    said = certifying.certificate(session, recording_id, found, actor)
    made = documents.document_of(recording_id, actor.id, found, settings)
    return {**said, "document": documents.hash_of(made)}
