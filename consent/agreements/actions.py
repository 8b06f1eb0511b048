"""Writing an agreement: drafts of its terms and texts."""

import hashlib
from uuid import UUID

import rfc8785
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from consent.agreements import queries
from consent.agreements.errors import (
    DraftIsOpen,
    NameIsTaken,
    NoSuchLanguage,
    TemplateNotFound,
)
from consent.agreements.locking import draft_as_seen
from consent.agreements.models import AgreementTemplate, AgreementText, AgreementVersion
from consent.agreements.planned import Planned
from consent.ledger.explaining.forms import is_spelled
from consent.ledger.explaining.words import Signature
from foundation import audit
from foundation.actors import Actor, Power
from foundation.database import transaction
from foundation.two_people import VersionState


def begin_agreement(name: str, signature: Signature, planned: Planned, *, actor: Actor) -> UUID:
    """A template with its first draft. Gives the draft's id."""
    try:
        with transaction() as session:
            actor.require_power(Power.KEEP_AGREEMENTS)
            template = AgreementTemplate(name=name, signature=signature)
            session.add(template)
            session.flush()
            draft = _draft(session, template.id, 1, planned, actor)
            audit.record(session, actor, "agreement.begun", template.id)
            return draft.id
    except IntegrityError as taken:
        raise NameIsTaken(name) from taken


def begin_version(template_id: UUID, *, actor: Actor) -> UUID:
    """A draft that begins as a copy of the newest version, its texts with it."""
    with transaction() as session:
        actor.require_power(Power.KEEP_AGREEMENTS)
        newest = _newest_locked(session, template_id)
        if newest.state in (VersionState.DRAFT, VersionState.PROPOSED):
            raise DraftIsOpen(newest.number)
        planned = queries.planned(newest)
        draft = _draft(session, template_id, newest.number + 1, planned, actor)
        for text in queries.texts(session, newest.id):
            session.add(_text(draft.id, text.locale, text.title, text.body))
        audit.record(session, actor, "agreement.version_begun", draft.id)
        return draft.id


def change_terms(version_id: UUID, seen: int, planned: Planned, *, actor: Actor) -> None:
    with transaction() as session:
        version = draft_as_seen(session, version_id, seen, actor)
        version.terms, version.terms_hash = planned.canonical(), planned.hash
        audit.record(session, actor, "agreement.terms_changed", version.id)


def write_text(
    version_id: UUID, seen: int, locale: str, *, title: str, body: str, actor: Actor
) -> None:
    """In one language, anew or for the first time."""
    if not is_spelled("locale", locale):
        raise NoSuchLanguage
    with transaction() as session:
        version = draft_as_seen(session, version_id, seen, actor)
        session.merge(_text(version.id, locale, title, body))
        audit.record(session, actor, "agreement.text_written", version.id, locale=locale)


def remove_text(version_id: UUID, seen: int, locale: str, *, actor: Actor) -> None:
    with transaction() as session:
        version = draft_as_seen(session, version_id, seen, actor)
        text = session.get(AgreementText, (version.id, locale))
        if text is not None:
            session.delete(text)
            audit.record(session, actor, "agreement.text_removed", version.id, locale=locale)


def _draft(
    session: Session, template_id: UUID, number: int, planned: Planned, actor: Actor
) -> AgreementVersion:
    draft = AgreementVersion(
        template_id=template_id,
        number=number,
        terms=planned.canonical(),
        terms_hash=planned.hash,
        drafted_by=actor.id,
    )
    session.add(draft)
    session.flush()
    return draft


def _newest_locked(session: Session, template_id: UUID) -> AgreementVersion:
    """Under the template's lock: two who begin at once queue for it."""
    template = session.scalar(
        select(AgreementTemplate).where(AgreementTemplate.id == template_id).with_for_update()
    )
    if template is None:
        raise TemplateNotFound(template_id)
    of = AgreementVersion
    highest = select(func.max(of.number)).where(of.template_id == template_id).scalar_subquery()
    return session.scalars(
        select(of).where(of.template_id == template_id, of.number == highest)
    ).one()


def _text(version_id: UUID, locale: str, title: str, body: str) -> AgreementText:
    shown = rfc8785.dumps({"title": title, "body": body})
    found = "sha256:" + hashlib.sha256(shown).hexdigest()
    return AgreementText(version_id=version_id, locale=locale, title=title, body=body, hash=found)
