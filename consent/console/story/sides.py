"""What a performer saw and signed, and beside it what the client was told of the recording."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.agreements.models import AgreementTemplate, AgreementVersion
from consent.console.story.standing import GrantRow, Moment
from consent.holders.models import HandedOver, Holder
from consent.ledger.explaining.words import said
from consent.licences.models import LicenceSignature
from consent.signing.models import Agreement, Showing, SignedAgreement


@dataclass(frozen=True, slots=True)
class Seen:
    """One paper, as it was shown and signed."""

    title: str
    version_id: UUID
    number: int
    locale: str
    text_hash: str
    first_shown_at: datetime
    signed_at: datetime
    method: str
    representation: str
    answers: tuple[str, ...]
    document_hash: str

    @property
    def notice(self) -> timedelta:
        return self.signed_at - self.first_shown_at


@dataclass(frozen=True, slots=True)
class Stated:
    """One delivery, and the licence that its client had signed."""

    delivery_id: UUID
    client_id: UUID
    recipient_id: UUID | None
    at: datetime
    purpose: tuple[str, ...]
    licence_signed_at: datetime | None
    licence_ends_on: str
    licence_text_hash: str


def seen(session: Session, grants: Sequence[GrantRow], moment: Moment) -> dict[UUID, Seen]:
    """By agreement. What was signed by then; later ones were not known."""
    wanted = (
        select(SignedAgreement, Showing, AgreementVersion, AgreementTemplate.name)
        .join(Agreement, Agreement.id == SignedAgreement.agreement_id)
        .join(Showing, Showing.id == SignedAgreement.showing_id)
        .join(AgreementVersion, AgreementVersion.id == Showing.version_id)
        .join(AgreementTemplate, AgreementTemplate.id == AgreementVersion.template_id)
        .where(SignedAgreement.agreement_id.in_({grant.agreement_id for grant in grants}))
        .where(SignedAgreement.signed_at <= moment.known_at)
    )
    return {row[0].agreement_id: _seen(*row) for row in session.execute(wanted)}


def _seen(signed: SignedAgreement, showing: Showing, version: AgreementVersion, name: str) -> Seen:
    return Seen(
        title=name,
        version_id=version.id,
        number=version.number,
        locale=showing.locale,
        text_hash=showing.text_hash,
        first_shown_at=signed.first_shown_at,
        signed_at=signed.signed_at,
        method=said(signed.method),
        representation=said(signed.representation or "none"),
        answers=tuple(_answers(signed.answers)),
        document_hash=signed.document_hash,
    )


def _answers(answers: Mapping[str, Any]) -> list[str]:
    """To each optional use, as it was answered."""
    found = []
    for name, answer in sorted(answers.items()):
        word = {True: "yes", False: "no"}.get(answer, answer)
        found.append(_begun(f"{said(name)}: {said(str(word))}"))
    return found


def stated(session: Session, recording_id: UUID, moment: Moment) -> list[Stated]:
    """In the order of the deliveries."""
    wanted = (
        select(HandedOver)
        .join(Holder, Holder.delivery_id == HandedOver.delivery_id)
        .where(Holder.recording_id == recording_id, HandedOver.handed_over_at <= moment.known_at)
        .order_by(HandedOver.handed_over_at, HandedOver.delivery_id)
    )
    return [_stated(session, handed) for handed in session.scalars(wanted).all()]


def _stated(session: Session, handed: HandedOver) -> Stated:
    of = LicenceSignature
    last = select(of).where(
        of.licence_id == handed.licence_id, of.signed_at <= handed.handed_over_at
    )
    signed = session.scalars(last.order_by(of.number.desc()).limit(1)).first()
    return Stated(
        delivery_id=handed.delivery_id,
        client_id=handed.client_id,
        recipient_id=handed.recipient_id,
        at=handed.handed_over_at,
        purpose=tuple(_purpose(handed.purpose)),
        licence_signed_at=signed.signed_at if signed else None,
        licence_ends_on=signed.ends_on.isoformat() if signed else "",
        licence_text_hash=signed.text_hash if signed else "",
    )


def _purpose(purpose: Mapping[str, Any]) -> list[str]:
    found = []
    for name, value in sorted(purpose.items()):
        words = [value] if isinstance(value, str) else value
        found.append(_begun(f"{said(name)}: {', '.join(said(str(each)) for each in words)}"))
    return found


def _begun(line: str) -> str:
    """Only its first letter: places are written in capitals."""
    return line[:1].upper() + line[1:]
