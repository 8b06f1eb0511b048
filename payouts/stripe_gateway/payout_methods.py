"""Where a performer's money goes: which bank account or card, never its number."""

from dataclasses import dataclass, field

from foundation.tables import JsonObject
from payouts.stripe_gateway.conversation import Stripe
from payouts.stripe_gateway.reading import identifier, text
from payouts.stripe_gateway.sending import path


@dataclass(frozen=True, slots=True)
class PayoutMethod:
    id: str
    kind: str
    """`bank_account` or `card`."""
    currency: str
    country: str
    default: bool
    """The one for its currency."""
    broken: bool
    """Money sent there came back, or Stripe could not verify it; nothing more goes there."""
    sent_back: bool
    """Money sent there came back."""
    ending: str = field(repr=False)
    """The last four digits, to be shown and not to be kept."""


def of_account(stripe: Stripe, account: str) -> list[PayoutMethod]:
    return list(stripe.pages(path("/v1/accounts/{}/external_accounts", account), _read))


def _read(said: JsonObject) -> PayoutMethod:
    return PayoutMethod(
        id=identifier(said),
        kind=text(said, "object"),
        currency=text(said, "currency").upper(),
        country=text(said, "country"),
        default=said.get("default_for_currency") is True,
        sent_back=text(said, "status") == "errored",
        broken=text(said, "status") in ("errored", "verification_failed"),
        ending=text(said, "last4"),
    )
