"""What a budget asks of whatever it is for, which it may not import. `assembly` fills it."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.formats import day, money
from foundation.money import Money

WantedFor = Callable[[Session, Collection[UUID]], Mapping[UUID, Money]]
wanted_for: tuple[WantedFor, ...] = ()
"""What each order costs at most, fee included."""


@dataclass(frozen=True, slots=True)
class Coming:
    """What a bank has taken on and not sent yet: it may still fail, so it counts for nothing but
    that nobody is asked for it again."""

    amount: Money
    expected_on: date

    @property
    def is_late(self) -> bool:
        return self.expected_on < now().date()

    @property
    def said(self) -> str:
        """As the end of a sentence."""
        late = ", late" if self.is_late else ""
        amount = money(self.amount.amount_minor, self.amount.currency)
        return f"{amount} from your bank, expected by {day(self.expected_on)}{late}"


ComingFor = Callable[[Session, Collection[UUID]], Mapping[UUID, Coming]]
coming_in: tuple[ComingFor, ...] = ()
"""Of orders, what is on its way to them."""

InTheWay = Callable[[Session, UUID], Iterator[str]]
in_the_way_in: tuple[InTheWay, ...] = ()
"""Why nothing new of a client is posted, in sentences for them: a debt."""


def in_the_way(session: Session, client_id: UUID) -> Iterator[str]:
    for provider in in_the_way_in:
        yield from provider(session, client_id)


def coming(session: Session, order_ids: Collection[UUID]) -> dict[UUID, Coming]:
    found: dict[UUID, Coming] = {}
    for provider in coming_in:
        found.update(provider(session, order_ids))
    return found


def wanted(session: Session, order_ids: Collection[UUID]) -> dict[UUID, Money]:
    found: dict[UUID, Money] = {}
    for provider in wanted_for:
        found.update(provider(session, order_ids))
    return found
