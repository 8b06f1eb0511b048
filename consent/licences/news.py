"""Who is told what about a client's licence."""

from uuid import UUID

from sqlalchemy.orm import Session

from consent.licences.models import Licence, LicenceOffer, LicenceSignature
from foundation import hooks, notices
from foundation.actors import Power

_OWNERS = frozenset((Power.SIGN_LICENCES,))
_KEEPERS = frozenset((Power.KEEP_RIGHTS,))


def _kind(name: str, label: str, sentence: str, powers: frozenset[Power]) -> notices.Kind:
    return notices.Kind(name, label, "Licences", False, sentence, powers=powers)


KINDS = (
    _kind(
        "licence.offered",
        "A licence waits for your signature",
        "A licence from {{ starts_on|day }} to {{ ends_on|day }} waits for your signature.",
        _OWNERS,
    ),
    _kind(
        "licence.ending",
        "Your licence ends soon",
        "Your licence ends at the end of {{ ends_on|day }}, in {{ days }} days."
        " Nothing is handed over after that.",
        _OWNERS,
    ),
    _kind(
        "licence.ended",
        "Your licence ended",
        "Your licence ended. Nothing more is handed over under it.",
        _OWNERS,
    ),
    _kind(
        "licence.report_due",
        "A report of your uses is due",
        "Your report of uses from {{ from_on|day }} to {{ to_on|day }} is due on {{ due_on|day }}.",
        _OWNERS,
    ),
    _kind(
        "licence.report_late",
        "A report of your uses is late",
        "Your report of uses from {{ from_on|day }} to {{ to_on|day }} was due on"
        " {{ due_on|day }}.",
        _OWNERS,
    ),
    _kind(
        "licence.signed",
        "A client signed its licence",
        "{{ client }} signed a licence until the end of {{ ends_on|day }}.",
        _KEEPERS,
    ),
    _kind(
        "licence.refused",
        "A client refused a licence",
        "{{ client }} refused the licence that was offered.",
        _KEEPERS,
    ),
)


def owners(session: Session, client_id: UUID) -> list[UUID]:
    return sorted(hooks.acting_for(session, client_id, Power.SIGN_LICENCES))


def tell_offered(session: Session, licence: Licence, offer: LicenceOffer) -> None:
    notices.tell(
        session,
        kind="licence.offered",
        to=owners(session, licence.client_id),
        subject_id=licence.id,
        url=f"/licences/offers/{offer.id}",
        starts_on=offer.starts_on,
        ends_on=offer.ends_on,
    )


def tell_signed(session: Session, licence: Licence, signature: LicenceSignature) -> None:
    _tell_keepers(session, licence, "licence.signed", ends_on=signature.ends_on)


def tell_refused(session: Session, licence: Licence) -> None:
    _tell_keepers(session, licence, "licence.refused")


def tell_ended(session: Session, licence: Licence) -> None:
    tell_owners(session, licence, "licence.ended")


def tell_owners(session: Session, licence: Licence, kind: str, **values: object) -> None:
    notices.tell(
        session,
        kind=kind,
        to=owners(session, licence.client_id),
        subject_id=licence.id,
        url=f"/licences/{licence.id}",
        **values,
    )


def _tell_keepers(session: Session, licence: Licence, kind: str, **values: object) -> None:
    names = hooks.names(session, [licence.client_id])
    notices.tell(
        session,
        kind=kind,
        to=sorted(hooks.holders(session, Power.KEEP_RIGHTS)),
        subject_id=licence.id,
        url=f"/licences/{licence.id}",
        client=names.get(licence.client_id, "A client"),
        **values,
    )
