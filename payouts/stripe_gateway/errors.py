"""Why Stripe did not tell or do what was asked, for calls that one simply repeats."""

from dataclasses import dataclass

from foundation.errors import DomainError, Unavailable
from payouts.stripe_gateway.outcomes import Refusal


class StripeUnavailable(Unavailable):
    message = "Stripe does not answer right now. Nothing is lost; try again in a minute."


@dataclass(eq=False)
class StripeRefused(DomainError):
    why: Refusal
    message = "Stripe refused this: {why.sentence}"


class NotAtStripe(StripeRefused):
    """There is no such thing there, or no longer."""


class NoAccessAtStripe(StripeRefused):
    """Our key is not good for this: the account was closed, or no longer wants to be ours. A key
    that is good for nothing is no refusal; then Stripe cannot be asked at all."""


@dataclass(eq=False)
class UnreadableAnswer(Unavailable):
    """An answer without what the contract promises. `what` is its kind, never its content."""

    what: str
    message = "Stripe sent something that we do not understand ({what}). Nothing is lost."


def refused(why: Refusal) -> StripeRefused:
    if why.status == 404 or why.code == "resource_missing":
        return NotAtStripe(why)
    if why.status == 403:
        return NoAccessAtStripe(why)
    return StripeRefused(why)
