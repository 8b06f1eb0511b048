"""Writing a licence: one writes and proposes it, another publishes it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from consent.ledger.explaining.forms import is_spelled
from consent.licences.templates import queries
from consent.licences.templates.errors import (
    DraftIsOpen,
    NameIsTaken,
    NoSuchLanguage,
    NotFitToPublish,
    TemplateNotFound,
    VersionNotFound,
)
from consent.licences.templates.models import LicenceTemplate, LicenceVersion
from consent.licences.templates.planned import PlannedLicence
from foundation import audit
from foundation.actors import Actor, Power
from foundation.clock import now
from foundation.database import transaction
from foundation.two_people import VersionChanged, VersionState


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    locale: str
    title: str
    body: str


def begin_template(name: str, planned: PlannedLicence, *, actor: Actor) -> UUID:
    """A template with its first draft. Gives the draft's id."""
    try:
        with transaction() as session:
            actor.require_power(Power.KEEP_AGREEMENTS)
            template = LicenceTemplate(name=name)
            session.add(template)
            session.flush()
            draft = _draft(session, template.id, 1, planned, actor)
            audit.record(session, actor, "licence_template.begun", template.id)
            return draft.id
    except IntegrityError as taken:
        raise NameIsTaken(name) from taken


def begin_version(template_id: UUID, *, actor: Actor) -> UUID:
    """A draft that begins as a copy of the newest version."""
    with transaction() as session:
        actor.require_power(Power.KEEP_AGREEMENTS)
        newest = _newest_locked(session, template_id)
        if newest.state in (VersionState.DRAFT, VersionState.PROPOSED):
            raise DraftIsOpen(newest.number)
        draft = _draft(session, template_id, newest.number + 1, queries.planned(newest), actor)
        draft.locale, draft.title, draft.body = newest.locale, newest.title, newest.body
        audit.record(session, actor, "licence_template.version_begun", draft.id)
        return draft.id


def change_version(
    version_id: UUID, seen: int, planned: PlannedLicence, text: Text, *, actor: Actor
) -> None:
    if not is_spelled("locale", text.locale):
        raise NoSuchLanguage
    with transaction() as session:
        version = _as_seen(session, version_id, seen, actor)
        version.terms, version.terms_hash = planned.canonical(), planned.hash
        version.locale, version.title, version.body = text.locale, text.title, text.body
        version.drafted_by, version.drafted_at = actor.id, now()
        flag_modified(version, "drafted_at")
        audit.record(session, actor, "licence_template.changed", version.id)


def propose_version(version_id: UUID, seen: int, *, actor: Actor) -> None:
    """From here on it does not change, so that a second person judges what is published."""
    with transaction() as session:
        version = _as_seen(session, version_id, seen, actor)
        _refuse_unfit(version)
        version.propose(actor.id)
        audit.record(session, actor, "licence_template.proposed", version.id)


def publish_version(version_id: UUID, *, actor: Actor) -> None:
    with transaction() as session:
        version = _locked(session, version_id, actor)
        version.publish(actor.id)
        _refuse_unfit(version)
        hash_ = version.terms_hash
        audit.record(session, actor, "licence_template.published", version.id, terms_hash=hash_)


def return_version(version_id: UUID, *, actor: Actor) -> None:
    """Back to being written, by whoever finds that it is not right yet."""
    with transaction() as session:
        version = _locked(session, version_id, actor)
        version.give_back()
        audit.record(session, actor, "licence_template.returned", version.id)


def discard_version(version_id: UUID, *, actor: Actor) -> None:
    with transaction() as session:
        version = _locked(session, version_id, actor)
        version.discard()
        audit.record(session, actor, "licence_template.discarded", version.id)


def _draft(
    session: Session, template_id: UUID, number: int, planned: PlannedLicence, actor: Actor
) -> LicenceVersion:
    draft = LicenceVersion(
        template_id=template_id,
        number=number,
        terms=planned.canonical(),
        terms_hash=planned.hash,
        drafted_by=actor.id,
    )
    session.add(draft)
    session.flush()
    return draft


def _newest_locked(session: Session, template_id: UUID) -> LicenceVersion:
    """Under the template's lock: two who begin at once queue for it."""
    lock = select(LicenceTemplate).where(LicenceTemplate.id == template_id).with_for_update()
    if session.scalar(lock) is None:
        raise TemplateNotFound(template_id)
    of = LicenceVersion
    highest = select(func.max(of.number)).where(of.template_id == template_id).scalar_subquery()
    return session.scalars(
        select(of).where(of.template_id == template_id, of.number == highest)
    ).one()


def _locked(session: Session, version_id: UUID, actor: Actor) -> LicenceVersion:
    actor.require_power(Power.KEEP_AGREEMENTS)
    of = LicenceVersion
    version = session.scalar(select(of).where(of.id == version_id).with_for_update())
    if version is None:
        raise VersionNotFound(version_id)
    return version


def _as_seen(session: Session, version_id: UUID, seen: int, actor: Actor) -> LicenceVersion:
    version = _locked(session, version_id, actor)
    version.refuse_unless_draft()
    if version.version != seen:
        raise VersionChanged(version.number)
    return version


def _refuse_unfit(version: LicenceVersion) -> None:
    sentences = queries.against(version)
    if sentences:
        raise NotFitToPublish(sentences)
