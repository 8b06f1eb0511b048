"""What licences keep about a person who signed: shown to them, and erased once it is over."""

from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from consent.licences.models import Licence, LicenceShowing, LicenceSignature, LicenceSigner
from consent.licences.models import LicenceState as State

_OVER = (State.EXPIRED, State.TERMINATED)


def exports_of(session: Session, person_id: UUID) -> dict[str, Any]:
    """For `hooks.exports_of`: what they signed for an organisation, and what they were shown."""
    of = LicenceSignature
    signed = session.execute(
        select(of, LicenceSigner.name)
        .outerjoin(LicenceSigner, LicenceSigner.signature_id == of.id)
        .where(of.signed_by == person_id)
        .order_by(of.signed_at, of.id)
    )
    seen = select(LicenceShowing).where(LicenceShowing.person_id == person_id)
    shown = session.scalars(seen.order_by(LicenceShowing.shown_at, LicenceShowing.id))
    return {
        "licences_signed": [_signed(row[0], row[1]) for row in signed],
        "licences_shown": [
            {"document": each.document_hash, "at": each.shown_at.isoformat()} for each in shown
        ],
    }


def forget(session: Session, person_id: UUID) -> None:
    """For `hooks.erase_of`, a step: the typed name, where the licence no longer holds. Who binds an
    organisation now must stay provable as long as it is bound."""
    over = (
        select(LicenceSignature.id)
        .join(Licence, Licence.id == LicenceSignature.licence_id)
        .where(LicenceSignature.signed_by == person_id, Licence.state.in_(_OVER))
    )
    session.execute(delete(LicenceSigner).where(LicenceSigner.signature_id.in_(over)))


def _signed(signature: LicenceSignature, name: str | None) -> dict[str, Any]:
    return {
        "licence": str(signature.licence_id),
        "client": str(signature.client_id),
        "at": signature.signed_at.isoformat(),
        "as": name,
        "document": signature.document.decode(),
        "hash": signature.document_hash,
    }
