"""What lies at Stripe, ours or a performer's, and when it may be moved."""

from dataclasses import dataclass

from foundation.money import Money
from foundation.tables import JsonObject
from payouts.stripe_gateway.conversation import Stripe
from payouts.stripe_gateway.reading import each, money, number


@dataclass(frozen=True, slots=True)
class Balance:
    available: tuple[Money, ...]
    """One for each currency."""
    pending: tuple[Money, ...]
    instant: tuple[Money, ...]
    """What an instant payout could carry, after its fee where Stripe says it."""


def of_account(stripe: Stripe, account: str) -> Balance:
    return stripe.get("/v1/balance", read, _WITH_INSTANT, account=account)


def ours(stripe: Stripe) -> Balance:
    return stripe.get("/v1/balance", read)


def read(said: JsonObject) -> Balance:
    return Balance(
        available=each(said, "available", money),
        pending=each(said, "pending", money),
        instant=each(said, "instant_available", _net),
    )


_WITH_INSTANT = {"expand": ["instant_available.net_available"]}


def _net(said: JsonObject) -> Money:
    net = sum(number(one, "amount") for one in said.get("net_available") or ())
    return money({**said, "amount": net or number(said, "amount")})
