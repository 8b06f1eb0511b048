"""The way to Stripe's own pages, where a performer says who they are and where money goes."""

from dataclasses import dataclass
from datetime import datetime

from foundation.tables import JsonObject
from payouts.stripe_gateway.conversation import Stripe, done
from payouts.stripe_gateway.reading import instant, text
from payouts.stripe_gateway.sending import Sending


@dataclass(frozen=True, slots=True)
class AccountLink:
    url: str
    """Opens once, and for a few minutes: whoever holds it is taken for the performer."""
    expires_at: datetime

    def __repr__(self) -> str:
        return f"AccountLink(expires_at={self.expires_at!r})"


def mint(
    stripe: Stripe, account: str, *, return_to: str, refresh_at: str, key: str, update: bool = False
) -> AccountLink:
    """`refresh_at` is where Stripe sends them when the link was used up or is too old.

    `update`: to change what is known already, as a new bank account. The key is new each time,
    since the same one would bring the used link again.
    """
    use = "account_update" if update else "account_onboarding"
    how = {
        "refresh_url": refresh_at,
        "return_url": return_to,
        # Everything at once: who is asked again and again does not come back.
        "collection_options": {"fields": "eventually_due", "future_requirements": "include"},
    }
    sending = Sending(
        "/v2/core/account_links", {"account": account, "use_case": {"type": use, use: how}}
    )
    return done(stripe.send(sending, key=key, read=_read))


def _read(said: JsonObject) -> AccountLink:
    url = text(said, "url")
    if not url:
        raise KeyError("url")
    return AccountLink(url, instant(said, "expires_at"))
