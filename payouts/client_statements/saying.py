"""A statement in words: columns, names, and amounts as they read."""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from payouts.client_statements.adding_up import Spend
from payouts.client_statements.movements import What
from payouts.funding.models import Funding, FundingState, Means

COLUMNS = (
    (What.PAID_IN, "Paid in"),
    (What.FROM_BALANCE, "From your balance"),
    (What.SETTLED, "From your balance, for what you owed"),
    (What.OVERPAID, "Paid beyond what you owed"),
    (What.EARNED, "Earned by performers"),
    (What.FEE, "Platform fee"),
    (What.STRIPE_FEES, "Stripe's fees"),
    (What.GIVEN_BACK, "Given back"),
    (What.TAKEN_BACK, "Taken back by your bank"),
    (What.OTHER, "Other"),
)
_ALWAYS = frozenset((What.PAID_IN, What.EARNED, What.FEE, What.GIVEN_BACK))
_STATES = {
    FundingState.ASKED: "To be paid",
    FundingState.OPEN: "To be paid",
    FundingState.PROCESSING: "Bank debit on its way",
    FundingState.PAID: "Paid",
    FundingState.FAILED: "Not paid",
}
_MEANS = {
    Means.CHECKOUT: "On Stripe's page",
    Means.INVOICE: "By invoice",
    Means.BALANCE: "From the balance",
}
_OWED = "What you owed"
STRIPE_FEES_ARE_OURS = (
    "Stripe's fees are ours: what Stripe keeps of a payment is set aside for you all the same."
)


def columns(spends: Iterable[Spend]) -> list[tuple[What, str]]:
    """Those that always stand there, and those that say something of any line: what goes from one
    line to another is nothing in all."""
    told = {what for each in spends for what, minor in each.moved.items() if minor}
    return [each for each in COLUMNS if each[0] in _ALWAYS | told]


def moved(
    found: Mapping[What, int], sign: int, currency: str, money: Callable[[int, str], str]
) -> str:
    """What came, above zero, or what left, each with its amount; narrow enough for any screen."""
    said = [
        f"{name}: {money(sign * found[what], currency)}"
        for what, name in COLUMNS
        if sign * found.get(what, 0) > 0
    ]
    return ", ".join(said) or "Nothing"


def order_name(order_id: UUID | None, numbers: Mapping[UUID, str]) -> str:
    return numbers.get(order_id, "An order") if order_id else "Your balance"


def spend_name(spend: Spend, numbers: Mapping[UUID, str]) -> str:
    return _OWED if spend.of_debt else order_name(spend.order_id, numbers)


def payment_name(payment: Funding, numbers: Mapping[UUID, str]) -> str:
    """What was paid for. What settles a debt belongs to no order, and did not fill the balance."""
    return _OWED if payment.settles else order_name(payment.order_id, numbers)


def state(payment: Funding) -> str:
    return "Disputed at the bank" if payment.disputed else _STATES[payment.state]


def means(payment: Funding) -> str:
    return _MEANS[payment.means]
