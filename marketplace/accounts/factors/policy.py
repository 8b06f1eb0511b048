"""Who may change what somebody proves themselves with."""

from uuid import UUID

from foundation.actors import Actor
from marketplace.accounts.factors.models import AuthenticatorApp, Passkey
from marketplace.accounts.roles import Role


def may_change(actor: Actor, factor: AuthenticatorApp | Passkey) -> bool:
    return actor.id == factor.account_id


def may_reset_others(actor: Actor) -> bool:
    return actor.role == Role.ADMIN


def may_reset(actor: Actor, account_id: UUID) -> bool:
    """Never one's own: whoever took over an administrator's browser must not get further."""
    return may_reset_others(actor) and actor.id != account_id
