"""Who may see and keep filings."""

from uuid import UUID

from foundation.actors import Actor, Power


def may_view(actor: Actor, client_id: UUID | None) -> bool:
    """The platform's own are for every client's people; a client's for theirs."""
    keeps = bool(actor.powers & {Power.KEEP_RIGHTS, Power.READ_RIGHTS})
    own = actor.on_behalf_of is not None and client_id in (None, actor.on_behalf_of)
    return keeps or own


def may_keep(actor: Actor, client_id: UUID | None) -> bool:
    """Compliance; and whoever signs for a client, of that client's own."""
    if actor.on_behalf_of is not None:
        return client_id == actor.on_behalf_of and Power.SIGN_LICENCES in actor.powers
    return Power.KEEP_RIGHTS in actor.powers
