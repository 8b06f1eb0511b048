"""When Stripe pays a performer's balance out by itself: never, so that we can say when."""

from foundation.tables import JsonObject
from payouts.stripe_gateway.conversation import Stripe, done
from payouts.stripe_gateway.reading import inside, text
from payouts.stripe_gateway.sending import Sending

_PATH = "/v1/balance_settings"


def keep_manual(stripe: Stripe, account: str, *, key: str) -> bool:
    """Whether it is so now. Empty account: our own, whose payouts would race with transfers."""
    payments: JsonObject = {"payouts": {"schedule": {"interval": "manual"}}}
    if account:
        payments["debit_negative_balances"] = True
    sending = Sending(_PATH, {"payments": payments}, account)
    return done(stripe.send(sending, key=key, read=_is_manual))


def is_manual(stripe: Stripe, account: str) -> bool:
    return stripe.get(_PATH, _is_manual, account=account)


def _is_manual(said: JsonObject) -> bool:
    return text(inside(said["payments"], "payouts", "schedule"), "interval") == "manual"
