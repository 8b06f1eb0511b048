"""Money of a transfer taken back from a performer's balance at Stripe."""

from dataclasses import dataclass
from datetime import datetime

from foundation.money import Money
from foundation.tables import JsonObject
from payouts.stripe_gateway.amounts import as_sent
from payouts.stripe_gateway.conversation import Stripe
from payouts.stripe_gateway.outcomes import Outcome
from payouts.stripe_gateway.reading import identifier, instant, labels, money, reference
from payouts.stripe_gateway.sending import Sending, path


@dataclass(frozen=True, slots=True)
class Reversal:
    id: str
    transfer: str
    amount: Money
    metadata: dict[str, str]
    balance_transaction: str
    created_at: datetime


def prepare(transfer: str, amount: Money, *, metadata: dict[str, str]) -> Sending:
    """Always says how much: without an amount Stripe takes back all that is left."""
    number, _currency = as_sent(amount)
    if number <= 0:
        raise ValueError(f"nothing to take back: {amount}")
    parameters = {"amount": number, "metadata": metadata}
    return Sending(path("/v1/transfers/{}/reversals", transfer), parameters)


def send(stripe: Stripe, sending: Sending, *, key: str, again: bool = False) -> Outcome[Reversal]:
    return stripe.send(sending, key=key, again=again, read=read)


def of_transfer(stripe: Stripe, transfer: str) -> list[Reversal]:
    return list(stripe.pages(path("/v1/transfers/{}/reversals", transfer), read))


def read(said: JsonObject) -> Reversal:
    return Reversal(
        id=identifier(said),
        transfer=reference(said, "transfer"),
        amount=money(said),
        metadata=labels(said),
        balance_transaction=reference(said, "balance_transaction"),
        created_at=instant(said),
    )
