"""Who may see and record a client's breaches."""

from uuid import UUID

from foundation.actors import Actor, Power


def may_keep(actor: Actor) -> bool:
    return bool(actor.powers & {Power.KEEP_RIGHTS, Power.READ_RIGHTS})


def may_view(actor: Actor, client_id: UUID) -> bool:
    """The client's own people, and those who keep rights."""
    return actor.on_behalf_of == client_id or may_keep(actor)


def may_record(actor: Actor, client_id: UUID) -> bool:
    """A client tells of itself through whoever signs for it; compliance of anybody."""
    own = actor.on_behalf_of == client_id and Power.SIGN_LICENCES in actor.powers
    return own or (actor.on_behalf_of is None and Power.KEEP_RIGHTS in actor.powers)
