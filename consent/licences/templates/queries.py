"""What is asked about the licences that can be offered."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import rfc8785
from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.licences.templates.checking import objections
from consent.licences.templates.errors import TemplateNotFound, VersionNotFound
from consent.licences.templates.models import LicenceTemplate, LicenceVersion
from consent.licences.templates.planned import PlannedLicence
from foundation.two_people import VersionState


@dataclass(frozen=True, slots=True)
class Offerable:
    """A template with what can be offered of it and what is being written."""

    template: LicenceTemplate
    published: LicenceVersion | None
    open: LicenceVersion | None


def templates(session: Session) -> list[Offerable]:
    of = LicenceVersion
    rows = session.scalars(select(LicenceTemplate).order_by(LicenceTemplate.name)).all()
    versions = session.scalars(select(of).order_by(of.number)).all()
    published = {each.template_id: each for each in versions if each.state == "published"}
    waiting = {each.template_id: each for each in versions if each.state in ("draft", "proposed")}
    return [Offerable(each, published.get(each.id), waiting.get(each.id)) for each in rows]


def template(session: Session, template_id: UUID) -> LicenceTemplate:
    found = session.get(LicenceTemplate, template_id)
    if found is None:
        raise TemplateNotFound(template_id)
    return found


def versions(session: Session, template_id: UUID) -> Sequence[LicenceVersion]:
    of = LicenceVersion
    wanted = select(of).where(of.template_id == template_id).order_by(of.number.desc())
    return session.scalars(wanted).all()


def version(session: Session, version_id: UUID) -> LicenceVersion:
    found = session.get(LicenceVersion, version_id)
    if found is None:
        raise VersionNotFound(version_id)
    return found


def published_before(session: Session, version: LicenceVersion) -> LicenceVersion | None:
    """What this one would take the place of."""
    of = LicenceVersion
    wanted = select(of).where(
        of.template_id == version.template_id,
        of.number < version.number,
        of.state == VersionState.PUBLISHED,
    )
    return session.scalars(wanted.order_by(of.number.desc()).limit(1)).first()


def planned(version: LicenceVersion) -> PlannedLicence:
    return PlannedLicence.read(version.terms)


def text_hash(version: LicenceVersion) -> str:
    """Of title and text as they are shown."""
    shown = rfc8785.dumps({"title": version.title, "body": version.body})
    return "sha256:" + hashlib.sha256(shown).hexdigest()


def against(version: LicenceVersion) -> tuple[str, ...]:
    """Everything that stands against publishing it."""
    return objections(planned(version), version.title, version.body)
