"""Taking hold of a version for a change: what is changed is what was read."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from consent.agreements.errors import VersionNotFound
from consent.agreements.models import AgreementVersion
from foundation.actors import Actor, Power
from foundation.clock import now
from foundation.two_people import VersionChanged


def locked(session: Session, version_id: UUID, actor: Actor) -> AgreementVersion:
    actor.require_power(Power.KEEP_AGREEMENTS)
    of = AgreementVersion
    version = session.scalar(select(of).where(of.id == version_id).with_for_update())
    if version is None:
        raise VersionNotFound(version_id)
    return version


def as_seen(session: Session, version_id: UUID, seen: int, actor: Actor) -> AgreementVersion:
    version = locked(session, version_id, actor)
    version.refuse_unless_draft()
    if version.version != seen:
        raise VersionChanged(version.number)
    return version


def draft_as_seen(session: Session, version_id: UUID, seen: int, actor: Actor) -> AgreementVersion:
    """To write on: who changed it last stands in it."""
    version = as_seen(session, version_id, seen, actor)
    version.drafted_by, version.drafted_at = actor.id, now()
    # A text is a row of its own: the version counts it all the same, whoever's clock stood still.
    flag_modified(version, "drafted_at")
    return version
