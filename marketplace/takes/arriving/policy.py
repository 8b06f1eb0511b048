"""Who begins takes and calls them off, and whose track it is."""

from collections.abc import Collection

from foundation.actors import Actor
from marketplace.accounts.roles import CLIENT_SIDE, Role
from marketplace.bookings import policy
from marketplace.bookings.models import Booking, Place, PlaceState
from marketplace.takes.models import Track


def may_call_off(actor: Actor, booking: Booking, places: Collection[Place]) -> bool:
    """Those who could have begun it."""
    return is_here(actor, booking, places)


def is_here(actor: Actor, booking: Booking, places: Collection[Place]) -> bool:
    """Arranges it, or has checked in: who begins a take."""
    here = [each for each in places if each.state is PlaceState.CHECKED_IN]
    return policy.may_arrange(actor, booking.client_id) or policy.plays(actor, here)


def may_list(actor: Actor) -> bool:
    """Those who have takes of their own, or of their organisation."""
    return actor.role == Role.PERFORMER or actor.role in CLIENT_SIDE


def own(actor: Actor, tracks: Collection[Track]) -> Track | None:
    """Nobody sends a track, or says the stop word, for somebody else."""
    if actor.role != Role.PERFORMER:
        return None
    return next((each for each in tracks if each.performer_id == actor.id), None)
