"""Accounts and lines, short to write in tests."""

from uuid import UUID

from foundation.ids import new_id
from foundation.money import Money
from payouts.journal.chart import Account, Kind, Purpose, platform
from payouts.journal.posting import Line

CASH = platform(Kind.STRIPE_AVAILABLE, "EUR")
FEE = platform(Kind.PLATFORM_FEE, "EUR")


def of(kind: Kind, owner: UUID | None = None, currency: str = "EUR") -> Account:
    return Account(kind, owner or new_id(), currency)


def line(debit: Account, credit: Account, minor: int, purpose: Purpose = Purpose.FUND) -> Line:
    return Line(debit, credit, Money(minor, debit.currency), purpose, new_id())
