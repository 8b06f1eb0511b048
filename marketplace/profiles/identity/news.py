"""Who is told about a check of identity and age."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import hooks, notices
from foundation.actors import Power
from marketplace.accounts.roles import Role

ASKED = notices.Kind(
    "identity.asked",
    "A performer asks for the check of identity",
    "Performers",
    may_turn_off=True,
    sentence="A performer asks to have identity and age checked, so that they can be booked.",
    powers=frozenset((Power.KEEP_RIGHTS,)),
)
CHECKED = notices.Kind(
    "identity.checked",
    "Your identity and age were checked",
    "Your profile",
    may_turn_off=False,
    sentence="{% if passed %}Your identity and age are checked: you can be booked until"
    " {{ expires_on|day }}.{% else %}The check did not show your identity and age. Ask for another"
    " one, or open a case.{% endif %}",
    roles=frozenset((Role.PERFORMER,)),
)
KINDS = (ASKED, CHECKED)


def tell_compliance(session: Session, request_id: UUID) -> None:
    to = hooks.holders(session, Power.KEEP_RIGHTS)
    if to:
        url = f"/identity/requests/{request_id}"
        notices.tell(session, kind=ASKED.name, to=sorted(to), url=url, subject_id=request_id)


def tell_performer(session: Session, performer_id: UUID, *, passed: bool, expires_on: date) -> None:
    notices.tell(
        session,
        kind=CHECKED.name,
        to=[performer_id],
        url="/profile/identity",
        passed=passed,
        expires_on=expires_on,
    )
