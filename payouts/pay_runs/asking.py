"""What a plan asks about payees. Who keeps their accounts and their taxes answers; `assembly`
fills it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from foundation.clock import now
from payouts.pay_runs.models import PayRun


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


@dataclass(frozen=True, slots=True)
class Coming:
    """What one payee would get in one currency, by kind of work: before anything is withheld."""

    performer_id: UUID
    currency: str
    kinds: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Withheld:
    amount_minor: int = 0
    because: str = ""
    """A sentence for who is paid and who approves, with its amounts as `formats.kept_money` has
    them. May be there where nothing is withheld yet."""

    def __add__(self, other: "Withheld") -> "Withheld":
        said = " ".join(each for each in (self.because, other.because) if each)
        return Withheld(self.amount_minor + other.amount_minor, said)


NOTHING = Withheld()
Withholding = Callable[[Session, Sequence[Coming], int], Sequence[Withheld]]
withheld_in: tuple[Withholding, ...] = ()
"""What must be kept back by law of what is paid in a year, in the order asked. What is only planned
counts for nothing there: first is what is approved first."""


def withheld(session: Session, run: PayRun, coming: Sequence[Coming]) -> list[Withheld]:
    year = max(run.pay_on, now().date()).year
    found = [NOTHING] * len(coming)
    for provider in withheld_in:
        said = provider(session, coming, year)
        found = [before + each for before, each in zip(found, said, strict=True)]
    return found
