"""What people are told about a deactivation. Never turned off."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import notices
from foundation.notices import Kind
from marketplace.accounts.deactivation.models import Deactivation, DeactivationEnding

_GROUP = "Your account"
URL = "/deactivated"

DECIDED = Kind(
    "deactivation.decided",
    "Your account is to be deactivated",
    _GROUP,
    False,
    "Your account is deactivated from {{ at|when }}. Read why, on what evidence, and how to appeal."
    " What you earned is not touched.",
)
UPHELD = Kind(
    "deactivation.upheld",
    "Your appeal was decided",
    _GROUP,
    False,
    "Somebody else looked at your appeal, and the deactivation stands. Read their answer.",
)
ENDED = Kind(
    "deactivation.ended",
    "Your account is back",
    _GROUP,
    False,
    "{{ why }} Your account is as it was.",
)
KINDS = (DECIDED, UPHELD, ENDED)
_WHY = {
    DeactivationEnding.OVERTURNED: "Your appeal was right.",
    DeactivationEnding.TAKEN_BACK: "The deactivation of your account was taken back.",
    DeactivationEnding.APPEAL_LATE: "Your appeal was not decided in time, and counts as right.",
}


def tell_decided(session: Session, row: Deactivation) -> None:
    _tell(session, DECIDED, row, URL, at=row.takes_effect_at)


def tell_upheld(session: Session, row: Deactivation) -> None:
    _tell(session, UPHELD, row, URL)


def tell_ended(session: Session, row: Deactivation, ending: DeactivationEnding) -> None:
    _tell(session, ENDED, row, "/home", why=_WHY[ending])


def _tell(
    session: Session, kind: Kind, row: Deactivation, url: str, **values: datetime | str
) -> None:
    to: list[UUID] = [row.account_id]
    notices.tell(session, kind=kind.name, to=to, url=url, subject_id=row.id, **values)
