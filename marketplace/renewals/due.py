"""What of a client's ends soon and was not asked for yet."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.rights.ending_soon import EndingSoon, ending_soon
from consent.rights.renewing import Paper
from marketplace.renewals.models import RenewalLine, RenewalState

_AGAIN = (RenewalState.LAPSED,)
"""May be asked for once more: nobody said no."""


def due(session: Session, client_id: UUID | None = None) -> list[EndingSoon]:
    """What ends first first."""
    found = ending_soon(session, client_id)
    asked = _asked(session, {each.agreement_id for each in found})
    return [each for each in found if each.paper not in asked]


def key(each: EndingSoon) -> str:
    """As a form and a program say it, and as a line is unique by."""
    return f"{each.agreement_id}.{each.performer_id}.{each.ends_on.isoformat()}"


def _asked(session: Session, agreements: Collection[UUID]) -> set[Paper]:
    of = RenewalLine
    rows = session.execute(
        select(of.performer_id, of.agreement_id, of.ends_on).where(
            of.agreement_id.in_(agreements), of.state.not_in(_AGAIN)
        )
    )
    return {(row[0], row[1], row[2]) for row in rows}
