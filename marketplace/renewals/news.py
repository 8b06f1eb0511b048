"""Who is told what about renewals."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import hooks, notices, webhooks
from foundation.actors import Power
from marketplace.renewals.models import RenewalLine, RenewalOrder, RenewalState

_GROUP = "Renewals"
ENDING = notices.Kind(
    "renewal.ending",
    "Consents end soon",
    _GROUP,
    may_turn_off=True,
    sentence="Consents for {{ count }} of your recordings end on {{ ends_on|day }}."
    " Ask their performers to go on, at the price that was agreed; or stop using them by then.",
)
ANSWERED = notices.Kind(
    "renewal.answered",
    "Performers answered your renewals",
    _GROUP,
    may_turn_off=True,
    sentence="{{ number }}: {{ renewed }} renewed, {{ not_renewed }} not."
    " What is not needed of the money is free again.",
)
KINDS = (ENDING, ANSWERED)


def tell_ending(session: Session, client_id: UUID, ends_on: date, recordings: int) -> None:
    _tell(session, ENDING, client_id, "/renewals", client_id, count=recordings, ends_on=ends_on)


def tell_answered(session: Session, order: RenewalOrder, lines: Sequence[RenewalLine]) -> None:
    renewed = sum(line.state is RenewalState.RENEWED for line in lines)
    _tell(
        session,
        ANSWERED,
        order.client_id,
        f"/renewals/{order.id}",
        order.id,
        number=order.number,
        renewed=renewed,
        not_renewed=len(lines) - renewed,
    )


def announce(session: Session, order: RenewalOrder, line: RenewalLine) -> None:
    """To the client's machines: until when they may go on, or that they may not."""
    data = {
        "id": str(line.id),
        "order_id": str(order.id),
        "agreement_id": str(line.agreement_id),
        "recordings": line.recordings,
        "ends_on": line.ends_on.isoformat(),
        "renewed_until": line.renewed_until.isoformat(),
    }
    webhooks.announce(session, order.client_id, f"renewal.{line.state.value}", data)


def _tell(
    session: Session, kind: notices.Kind, client_id: UUID, url: str, about: UUID, **values: object
) -> None:
    people = hooks.acting_for(session, client_id, Power.SIGN_LICENCES)
    if people:
        notices.tell(
            session, kind=kind.name, to=sorted(people), url=url, subject_id=about, **values
        )
