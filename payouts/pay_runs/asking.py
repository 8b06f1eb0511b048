"""What a plan asks about payees. Who keeps their accounts answers; `wsgi.py` fills it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session


class Readiness(StrEnum):
    READY = "ready"
    NO_ACCOUNT = "no_account"
    NOT_READY = "not_ready"
    PAUSED = "paused"
    """After a change of where the money goes."""
    RESTRICTED = "restricted"


@dataclass(frozen=True, slots=True)
class PayeeState:
    readiness: Readiness
    until: datetime | None = None
    """Where it ends by itself."""
    currencies: frozenset[str] | None = None
    """In which there is somewhere that money can go; None where nobody says."""

    def takes(self, currency: str) -> bool:
        return self.currencies is None or currency in self.currencies


READY = PayeeState(Readiness.READY)
PayeeStates = Callable[[Session, Collection[UUID]], Mapping[UUID, PayeeState]]
payee_states_in: tuple[PayeeStates, ...] = ()
"""Whether these can be paid. Of whom nobody says anything is taken to be ready: a transfer that
is refused comes back as payable."""


def payee_states(session: Session, performer_ids: Collection[UUID]) -> dict[UUID, PayeeState]:
    found = dict.fromkeys(performer_ids, READY)
    for provider in payee_states_in:
        found.update(provider(session, performer_ids))
    return found
