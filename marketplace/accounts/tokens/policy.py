"""Who may do what with a token."""

from foundation.actors import Actor
from marketplace.accounts.tokens.models import ApiToken


def may_see(actor: Actor, token: ApiToken) -> bool:
    return token.account_id == actor.id
