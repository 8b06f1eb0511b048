"""Money from our balance at Stripe to a performer's."""

from dataclasses import dataclass
from datetime import datetime

from foundation.money import Money
from foundation.tables import JsonObject
from payouts.stripe_gateway.amounts import as_sent
from payouts.stripe_gateway.conversation import Stripe
from payouts.stripe_gateway.outcomes import Outcome
from payouts.stripe_gateway.reading import identifier, instant, labels, money, reference, text
from payouts.stripe_gateway.sending import Sending, without_empty


@dataclass(frozen=True, slots=True)
class Transfer:
    id: str
    amount: Money
    reversed: Money
    """How much of it came back."""
    destination: str
    group: str
    metadata: dict[str, str]
    balance_transaction: str
    destination_payment: str
    """The payment it became in the performer's account."""
    created_at: datetime


def prepare(
    amount: Money,
    *,
    destination: str,
    group: str,
    metadata: dict[str, str],
    charge: str = "",
) -> Sending:
    """`charge`: only where this one charge funds all of it; then it may still be pending."""
    number, currency = as_sent(amount)
    if number <= 0:  # Stripe's own contract does not even ask for an amount.
        raise ValueError(f"nothing to move: {amount}")
    parameters = {
        "amount": number,
        "currency": currency,
        "destination": destination,
        "transfer_group": group,
        "metadata": metadata,
        "source_transaction": charge,
    }
    return Sending("/v1/transfers", without_empty(parameters))


def send(stripe: Stripe, sending: Sending, *, key: str, again: bool = False) -> Outcome[Transfer]:
    return stripe.send(sending, key=key, again=again, read=read)


def in_group(stripe: Stripe, group: str, *, destination: str = "") -> list[Transfer]:
    """What really went out under this group: how an unknown outcome is resolved."""
    asked = without_empty({"transfer_group": group, "destination": destination})
    return list(stripe.pages("/v1/transfers", read, asked))


def since(stripe: Stripe, at: datetime) -> list[Transfer]:
    """All of ours made at that time or later, to anybody."""
    asked = {"created": {"gte": int(at.timestamp())}}
    return list(stripe.pages("/v1/transfers", read, asked))


def read(said: JsonObject) -> Transfer:
    return Transfer(
        id=identifier(said),
        amount=money(said),
        reversed=money(said, "amount_reversed"),
        destination=reference(said, "destination"),
        group=text(said, "transfer_group"),
        metadata=labels(said),
        balance_transaction=reference(said, "balance_transaction"),
        destination_payment=reference(said, "destination_payment"),
        created_at=instant(said),
    )
