"""The chart of accounts: which kinds there are, and how their balances are read."""

from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID, uuid5

PLATFORM = UUID(int=0)
_NAMESPACE = UUID("4f1d2c0e-5a7b-5e0d-9a55-6f2b8c1d7e30")


class Family(StrEnum):
    ASSETS = "Assets"
    LIABILITIES = "Liabilities"
    INCOME = "Income"
    EXPENSES = "Expenses"
    EQUITY = "Equity"


class Kind(StrEnum):
    """Kept in a table of its own: a new kind is a new row there, and accounts are never rebuilt."""

    STRIPE_PENDING = "stripe_pending"
    STRIPE_AVAILABLE = "stripe_available"
    CONNECTED = "connected"
    RECEIVABLE_CLIENT = "receivable_client"
    RECEIVABLE_PERFORMER = "receivable_performer"
    CLIENT_BALANCE = "client_balance"
    ORDER_FUNDS = "order_funds"
    PERFORMER_PAYABLE = "performer_payable"
    PERFORMER_HELD = "performer_held"
    PAYOUT_IN_FLIGHT = "payout_in_flight"
    TAX_WITHHELD = "tax_withheld"
    TAX_PASSED_ON = "tax_passed_on"
    PLATFORM_FEE = "platform_fee"
    STRIPE_FEES = "stripe_fees"
    DISPUTES = "disputes"
    REMEDIES = "remedies"
    ROUNDING = "rounding"
    CAPITAL = "capital"


class Meaning(NamedTuple):
    family: Family
    owner: str
    says: str
    owed: bool = False
    """What is owed to somebody: may not fall below zero."""


CHART: dict[Kind, Meaning] = {
    Kind.STRIPE_PENDING: Meaning(
        Family.ASSETS, "platform", "Paid to us at Stripe, not yet ours to send on"
    ),
    Kind.STRIPE_AVAILABLE: Meaning(Family.ASSETS, "platform", "At Stripe, ready to be sent"),
    Kind.CONNECTED: Meaning(
        Family.ASSETS, "performer", "In the performer's Stripe account, on its way to their bank"
    ),
    Kind.RECEIVABLE_CLIENT: Meaning(
        Family.ASSETS, "client", "A client owes us: work beyond what was funded, money taken back"
    ),
    Kind.RECEIVABLE_PERFORMER: Meaning(
        Family.ASSETS, "performer", "Paid too much, to be taken from what they earn later"
    ),
    Kind.CLIENT_BALANCE: Meaning(
        Family.LIABILITIES, "client", "A client's money that no order has yet", owed=True
    ),
    Kind.ORDER_FUNDS: Meaning(
        Family.LIABILITIES, "order", "Set aside for an order and not yet earned", owed=True
    ),
    Kind.PERFORMER_PAYABLE: Meaning(
        Family.LIABILITIES, "performer", "Earned, for the next pay run", owed=True
    ),
    Kind.PERFORMER_HELD: Meaning(
        Family.LIABILITIES, "performer", "Earned, waiting for a named reason to end", owed=True
    ),
    Kind.PAYOUT_IN_FLIGHT: Meaning(
        Family.LIABILITIES, "payout", "Being paid, until the bank has it", owed=True
    ),
    Kind.TAX_WITHHELD: Meaning(
        Family.LIABILITIES, "platform", "Withheld by law, to be passed on", owed=True
    ),
    Kind.TAX_PASSED_ON: Meaning(
        Family.LIABILITIES, "platform", "Of what was withheld, passed on to the tax office"
    ),
    Kind.PLATFORM_FEE: Meaning(Family.INCOME, "platform", "Our fee, shown to both sides"),
    Kind.STRIPE_FEES: Meaning(Family.EXPENSES, "platform", "What Stripe took, from its own rows"),
    Kind.DISPUTES: Meaning(Family.EXPENSES, "platform", "Payments that banks took back for good"),
    Kind.REMEDIES: Meaning(Family.EXPENSES, "platform", "What we pay because we were at fault"),
    Kind.ROUNDING: Meaning(Family.EXPENSES, "platform", "Minor units that a currency cannot send"),
    Kind.CAPITAL: Meaning(Family.EQUITY, "platform", "Our own money, put in or taken out"),
}
GROWS_BY_DEBIT = frozenset((Family.ASSETS, Family.EXPENSES))


class Purpose(StrEnum):
    """Why a posting was made. Kept in a table of its own, as kinds are."""

    FUND = "fund"
    SETTLE = "settle"
    STRIPE_FEE = "stripe_fee"
    SET_ASIDE = "set_aside"
    REFUND = "refund"
    DISPUTE = "dispute"
    EARN = "earn"
    FEE = "fee"
    CORRECT = "correct"
    HOLD = "hold"
    RELEASE = "release"
    REDUCE = "reduce"
    WITHHOLD = "withhold"
    PASS_ON = "pass_on"  # noqa: S105 - a word, and no secret
    PAY = "pay"
    TRANSFER = "transfer"
    ARRIVE = "arrive"
    RETURN = "return"
    REVERSE = "reverse"
    DIFFERENCE = "difference"


class Account(NamedTuple):
    """Named by what it is, so that its id needs no looking up."""

    kind: Kind
    owner: UUID
    currency: str

    @property
    def id(self) -> UUID:
        return _id_of(self)

    @property
    def is_owed(self) -> bool:
        return CHART[self.kind].owed


@lru_cache(maxsize=4096)
def _id_of(account: Account) -> UUID:
    return uuid5(_NAMESPACE, f"{account.kind.value} {account.owner} {account.currency}")


def platform(kind: Kind, currency: str) -> Account:
    return Account(kind, PLATFORM, currency)
