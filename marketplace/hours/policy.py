"""Who keeps the log of a booking, and who says what about the hours it makes."""

from foundation.actors import Actor
from marketplace.accounts.roles import Role
from marketplace.bookings import policy as bookings
from marketplace.bookings.models import Booking, Place, PlaceState
from marketplace.hours.models import HoursDispute, Timesheet

_APPROVES = frozenset((Role.CLIENT_OWNER, Role.CLIENT_PRODUCER))


def may_press(actor: Actor, booking: Booking, places: list[Place]) -> bool:
    """Those who are expected there."""
    return bookings.may_attend(actor, booking, places)


def is_there(actor: Actor, booking: Booking, places: list[Place]) -> bool:
    """Of those, a performer who has checked in, and whoever arranges."""
    came = [place for place in places if place.state is PlaceState.CHECKED_IN]
    return bookings.may_attend(actor, booking, came)


def may_approve(actor: Actor, sheet: Timesheet) -> bool:
    """Whose budget it is. Nobody approves their own time."""
    own = approves(actor) and actor.on_behalf_of == sheet.client_id
    return own and actor.id != sheet.performer_id


def approves(actor: Actor) -> bool:
    """Whether hours wait for them at all."""
    return actor.role in _APPROVES and actor.on_behalf_of is not None


def is_theirs(actor: Actor, sheet: Timesheet) -> bool:
    return actor.role == Role.PERFORMER and actor.id == sheet.performer_id


def may_question(actor: Actor, sheet: Timesheet) -> bool:
    """One of the two sides."""
    return is_theirs(actor, sheet) or may_approve(actor, sheet)


def may_settle(actor: Actor) -> bool:
    """Whether disputes wait for them at all."""
    return actor.role == Role.COMPLIANCE


def stands_apart(actor: Actor, sheet: Timesheet, dispute: HoursDispute) -> bool:
    """Nobody whose own time it is, and nobody who disputes it."""
    return actor.id not in (sheet.performer_id, dispute.by)


def is_own(actor: Actor, place: Place) -> bool:
    return bookings.plays(actor, [place])
