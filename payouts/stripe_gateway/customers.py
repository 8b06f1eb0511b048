"""Clients at Stripe: who is invoiced."""

from dataclasses import dataclass

from foundation.tables import JsonObject
from payouts.stripe_gateway.conversation import Stripe
from payouts.stripe_gateway.outcomes import Outcome
from payouts.stripe_gateway.reading import identifier, labels
from payouts.stripe_gateway.sending import Sending, path, without_empty


@dataclass(frozen=True, slots=True)
class Customer:
    id: str
    metadata: dict[str, str]
    deleted: bool


def prepare(*, name: str, email: str, metadata: dict[str, str], language: str = "") -> Sending:
    languages = [language] if language else []
    parameters = {
        "name": name,
        "email": email,
        "metadata": metadata,
        "preferred_locales": languages,
    }
    return Sending("/v1/customers", without_empty(parameters))


def prepare_change(customer: str, *, name: str, email: str) -> Sending:
    return Sending(path("/v1/customers/{}", customer), {"name": name, "email": email})


def send(stripe: Stripe, sending: Sending, *, key: str, again: bool = False) -> Outcome[Customer]:
    return stripe.send(sending, key=key, again=again, read=read)


def read(said: JsonObject) -> Customer:
    return Customer(identifier(said), labels(said), deleted=said.get("deleted") is True)
