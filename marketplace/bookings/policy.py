"""Who arranges bookings, and who sees them."""

from collections.abc import Collection
from uuid import UUID

from foundation.actors import Actor
from marketplace.accounts.roles import CLIENT_SIDE, Role
from marketplace.bookings.models import Booking, Place

_ARRANGES = frozenset((Role.CLIENT_OWNER, Role.CLIENT_PRODUCER))


def may_arrange(actor: Actor, client_id: UUID) -> bool:
    """The client's own people, and casting for every client."""
    own = actor.role in _ARRANGES and actor.on_behalf_of == client_id
    return own or actor.role == Role.CASTING


def may_follow(actor: Actor, client_id: UUID) -> bool:
    """Reads what was arranged."""
    own = actor.role in CLIENT_SIDE and actor.on_behalf_of == client_id
    return own or actor.role in (Role.CASTING, Role.COMPLIANCE)


def may_view(actor: Actor, booking: Booking, places: Collection[Place]) -> bool:
    return may_follow(actor, booking.client_id) or plays(actor, places)


def may_attend(actor: Actor, booking: Booking, places: Collection[Place]) -> bool:
    """Those who are expected there."""
    return may_arrange(actor, booking.client_id) or plays(actor, places)


def plays(actor: Actor, places: Collection[Place]) -> bool:
    return actor.role == Role.PERFORMER and any(p.performer_id == actor.id for p in places)


def may_keep_calendar(actor: Actor) -> bool:
    """Those to whom bookings are days of their own, or of their organisation."""
    return actor.role == Role.PERFORMER or actor.role in CLIENT_SIDE


def may_settle(actor: Actor) -> bool:
    """Says whether somebody came, where they and we disagree."""
    return actor.role == Role.COMPLIANCE
