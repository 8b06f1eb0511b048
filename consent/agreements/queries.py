"""What is asked about agreements."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.agreements.checking import objections
from consent.agreements.errors import TemplateNotFound, VersionNotFound
from consent.agreements.linting import Finding, lint
from consent.agreements.models import AgreementTemplate, AgreementText, AgreementVersion
from consent.agreements.planned import Planned
from foundation import pdf
from foundation.pdf import CannotBePrinted
from foundation.two_people import VersionState


@dataclass(frozen=True, slots=True)
class Agreement:
    """A template with what is offered of it and what is being written."""

    template: AgreementTemplate
    published: AgreementVersion | None
    open: AgreementVersion | None


def agreements(session: Session) -> list[Agreement]:
    templates = session.scalars(select(AgreementTemplate).order_by(AgreementTemplate.name)).all()
    of = AgreementVersion
    versions = session.scalars(select(of).order_by(of.number)).all()
    published = {each.template_id: each for each in versions if each.state == "published"}
    waiting = {each.template_id: each for each in versions if each.state in ("draft", "proposed")}
    return [Agreement(each, published.get(each.id), waiting.get(each.id)) for each in templates]


def template(session: Session, template_id: UUID) -> AgreementTemplate:
    found = session.get(AgreementTemplate, template_id)
    if found is None:
        raise TemplateNotFound(template_id)
    return found


def versions(session: Session, template_id: UUID) -> Sequence[AgreementVersion]:
    of = AgreementVersion
    wanted = select(of).where(of.template_id == template_id).order_by(of.number.desc())
    return session.scalars(wanted).all()


def version(session: Session, version_id: UUID) -> AgreementVersion:
    found = session.get(AgreementVersion, version_id)
    if found is None:
        raise VersionNotFound(version_id)
    return found


def published_before(session: Session, version: AgreementVersion) -> AgreementVersion | None:
    """What this one would take the place of."""
    of = AgreementVersion
    wanted = select(of).where(
        of.template_id == version.template_id,
        of.number < version.number,
        of.state == VersionState.PUBLISHED,
    )
    return session.scalars(wanted.order_by(of.number.desc()).limit(1)).first()


def texts(session: Session, version_id: UUID) -> Sequence[AgreementText]:
    of = AgreementText
    return session.scalars(select(of).where(of.version_id == version_id).order_by(of.locale)).all()


def planned(version: AgreementVersion) -> Planned:
    return Planned.read(version.terms)


def findings(text: AgreementText) -> tuple[Finding, ...]:
    return (*lint(text.title), *lint(text.body))


def against(session: Session, version: AgreementVersion) -> tuple[str, ...]:
    """Everything that stands against publishing it, in terms and texts."""
    written = texts(session, version.id)
    missing = () if written else ("Write its text in one language at least.",)
    refused = (
        f"In the text in {text.locale}: “{each.phrase}”. {each.reason}"
        for text in written
        for each in findings(text)
    )
    about = template(session, version.template_id).signature
    return (*objections(planned(version), about), *missing, *refused, *_unprintable(written))


def _unprintable(written: Sequence[AgreementText]) -> Iterator[str]:
    """Here, and not when a performer wants to sign: their copy is a document."""
    for text in written:
        try:
            pdf.refuse_unprintable(f"{text.title}\n{text.body}")
        except CannotBePrinted as refused:
            yield f"In the text in {text.locale}: {refused}"
