"""From a draft to what can be signed: one proposes, another publishes."""

from uuid import UUID

from sqlalchemy.orm import Session

from consent.agreements import queries
from consent.agreements.errors import NotFitToPublish
from consent.agreements.locking import as_seen, locked
from consent.agreements.models import AgreementVersion
from foundation import audit
from foundation.actors import Actor
from foundation.database import transaction


def propose_version(version_id: UUID, seen: int, *, actor: Actor) -> None:
    """From here on it does not change, so that a second person judges what is published."""
    with transaction() as session:
        version = as_seen(session, version_id, seen, actor)
        _refuse_unfit(session, version)
        version.propose(actor.id)
        audit.record(session, actor, "agreement.proposed", version.id)


def publish_version(version_id: UUID, *, actor: Actor) -> None:
    """By somebody else: so two people stand for exactly this, whoever wrote it."""
    with transaction() as session:
        version = locked(session, version_id, actor)
        version.publish(actor.id)
        _refuse_unfit(session, version)
        audit.record(
            session, actor, "agreement.published", version.id, terms_hash=version.terms_hash
        )


def return_version(version_id: UUID, *, actor: Actor) -> None:
    """Back to being written, by whoever finds that it is not right yet."""
    with transaction() as session:
        version = locked(session, version_id, actor)
        version.give_back()
        audit.record(session, actor, "agreement.returned", version.id)


def discard_version(version_id: UUID, *, actor: Actor) -> None:
    """A draft that will not be. It stays to be read, and its number is not used again."""
    with transaction() as session:
        version = locked(session, version_id, actor)
        version.discard()
        audit.record(session, actor, "agreement.discarded", version.id)


def _refuse_unfit(session: Session, version: AgreementVersion) -> None:
    sentences = queries.against(session, version)
    if sentences:
        raise NotFitToPublish(sentences)
