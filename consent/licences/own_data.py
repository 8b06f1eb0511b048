"""What licences keep about a person who signed: shown to them, and erased once it is over."""

from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from consent.licences.models import Licence, LicenceShowing, LicenceSignature, LicenceSigner
from consent.licences.models import LicenceState as State
from consent.licences.reports.models import UseReport, UseReportSignature, UseReportSigner

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
        "use_reports_signed": _reports(session, person_id),
    }


def _reports(session: Session, person_id: UUID) -> list[dict[str, Any]]:
    of = UseReportSignature
    signed = session.execute(
        select(of, UseReportSigner.name)
        .outerjoin(UseReportSigner, UseReportSigner.report_id == of.report_id)
        .where(of.signed_by == person_id)
        .order_by(of.signed_at, of.report_id)
    )
    return [
        {
            "report": str(row[0].report_id),
            "at": row[0].signed_at.isoformat(),
            "as": row[1],
            "document": row[0].document.decode(),
            "hash": row[0].document_hash,
        }
        for row in signed
    ]


def forget(session: Session, person_id: UUID) -> None:
    """For `hooks.erase_of`, a step: the typed name, where the licence no longer holds. Who binds an
    organisation now must stay provable as long as it is bound."""
    over = (
        select(LicenceSignature.id)
        .join(Licence, Licence.id == LicenceSignature.licence_id)
        .where(LicenceSignature.signed_by == person_id, Licence.state.in_(_OVER))
    )
    session.execute(delete(LicenceSigner).where(LicenceSigner.signature_id.in_(over)))
    of = UseReportSignature
    reported = (
        select(of.report_id)
        .join(UseReport, UseReport.id == of.report_id)
        .join(Licence, Licence.id == UseReport.licence_id)
        .where(of.signed_by == person_id, Licence.state.in_(_OVER))
    )
    session.execute(delete(UseReportSigner).where(UseReportSigner.report_id.in_(reported)))


def _signed(signature: LicenceSignature, name: str | None) -> dict[str, Any]:
    return {
        "licence": str(signature.licence_id),
        "client": str(signature.client_id),
        "at": signature.signed_at.isoformat(),
        "as": name,
        "document": signature.document.decode(),
        "hash": signature.document_hash,
    }
