"""Who may change what somebody proves themselves with."""

from foundation.actors import Actor
from marketplace.accounts.factors.models import AuthenticatorApp, Passkey


def may_change(actor: Actor, factor: AuthenticatorApp | Passkey) -> bool:
    return actor.id == factor.account_id
