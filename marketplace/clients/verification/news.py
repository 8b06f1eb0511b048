"""Who is told about a verification."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import hooks, notices
from foundation.actors import Power

ASKED = notices.Kind(
    "verification.asked",
    "An organisation asks to be verified",
    "Organisation",
    may_turn_off=True,
    sentence="An organisation asks to be verified, so that it can post scenes.",
    powers=frozenset((Power.KEEP_RIGHTS,)),
)
VERIFIED = notices.Kind(
    "verification.verified",
    "Your organisation is verified",
    "Organisation",
    may_turn_off=False,
    sentence="Your organisation is verified until {{ expires_on|day }}: it can post scenes.",
    powers=frozenset((Power.SIGN_LICENCES,)),
)
REFUSED = notices.Kind(
    "verification.refused",
    "Your organisation is not verified yet",
    "Organisation",
    may_turn_off=False,
    sentence="We could not verify your organisation. What is missing stands on its page.",
    powers=frozenset((Power.SIGN_LICENCES,)),
)
KINDS = (ASKED, REFUSED, VERIFIED)


def tell_compliance(session: Session, client_id: UUID) -> None:
    to = hooks.holders(session, Power.KEEP_RIGHTS)
    _tell(session, ASKED, to, client_id, f"/verifications/{client_id}")


def tell_client(session: Session, client_id: UUID, *, verified: bool, expires_on: date) -> None:
    to = hooks.acting_for(session, client_id, Power.SIGN_LICENCES)
    kind = VERIFIED if verified else REFUSED
    _tell(session, kind, to, client_id, f"/clients/{client_id}/verification", expires_on=expires_on)


def _tell(
    session: Session,
    kind: notices.Kind,
    to: Collection[UUID],
    client_id: UUID,
    url: str,
    **values: object,
) -> None:
    if to:
        notices.tell(
            session, kind=kind.name, to=sorted(to), url=url, subject_id=client_id, **values
        )
