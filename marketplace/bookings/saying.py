"""Bookings in words: states, acts, reasons, and the rules of what changing one costs."""

from marketplace.bookings.answering import Why
from marketplace.bookings.changing import Because
from marketplace.bookings.models import BookingState, BookingStep, PlaceState
from marketplace.bookings.rules import Held

STATES = {
    BookingState.PROPOSED: ("To be confirmed", "warn"),
    BookingState.CONFIRMED: ("Confirmed", "ok"),
    BookingState.CANCELLED: ("Cancelled", ""),
    BookingState.OVER: ("Over", "info"),
}
ANSWERS = {
    PlaceState.ASKED: ("Asked", "warn"),
    PlaceState.ACCEPTED: ("Said yes", "ok"),
    PlaceState.DECLINED: ("Said no", "stop"),
    PlaceState.SWAPPED: ("Does not play any more", ""),
    PlaceState.CHECKED_IN: ("Came", "ok"),
    PlaceState.NO_SHOW: ("Did not check in", "stop"),
}
OWN = {
    PlaceState.ASKED: "not given yet",
    PlaceState.ACCEPTED: "yes",
    PlaceState.DECLINED: "no",
    PlaceState.SWAPPED: "you do not play in it any more",
    PlaceState.CHECKED_IN: "you came",
    PlaceState.NO_SHOW: "you did not check in",
}
THEIRS = {
    **OWN,
    PlaceState.SWAPPED: "they do not play in it any more",
    PlaceState.CHECKED_IN: "they came",
    PlaceState.NO_SHOW: "they did not check in",
}
"""For somebody who acts for them."""
WHY = (
    (Why.NOT_FREE.value, "I cannot at that time"),
    (Why.ILL.value, "I am ill"),
    (Why.TERMS.value, "Something about the terms"),
    (Why.SAFETY.value, "I do not feel safe with it"),
    (Why.OTHER.value, "Something else"),
)
BECAUSE = (
    (Because.NOT_NEEDED.value, "It is not needed any more"),
    (Because.NOBODY_FREE.value, "Not everybody can"),
    (Because.ILL.value, "Somebody is ill"),
    (Because.TECHNICAL.value, "Something technical"),
)
_REASONS = {
    **dict(BECAUSE),
    Because.GIG_CANCELLED.value: "The gig was cancelled",
    Because.UNANSWERED.value: "Not everybody answered in time",
}
_ACTS = {
    "proposed": "Asked for",
    "accepted": "Somebody said yes",
    "slot_taken": "Somebody took the slot",
    "declined": "Somebody said no",
    "confirmed": "Confirmed: everybody said yes",
    "moved": "Moved to another time",
    "swapped": "The cast of this booking changed",
    "room_set": "The room changed",
    "arranger_checked_in": "Whoever arranged it checked in",
    "checked_in": "Somebody checked in",
    "no_show": "Somebody did not check in",
    "disputed": "Somebody says that they came after all",
    "settled": "Compliance decided who came",
    "clap": "Sync clap",
    "over": "Over",
}


def act(step: BookingStep) -> str:
    if step.act == "cancelled":
        return f"Cancelled. {_REASONS.get(step.details['because'], '')}"
    return _ACTS[step.act]


def rules(held: Held, minimum: str, change: str) -> list[str]:
    """The same sentences for both sides, from the terms that were accepted."""
    pay = held.pay
    hours, within = pay.late_change_hours, f"later than {pay.late_change_hours} hours before"
    moved = (
        f"Moved {within} the call: {change} for each performer who had agreed. Who cannot make the"
        f" new time is also paid the minimum call of {minimum}."
    )
    return [
        f"Until {hours} hours before a confirmed call, moving or cancelling it costs nothing.",
        f"Cancelled {within} the call: the minimum call of {minimum} for each performer who had"
        " agreed.",
        moved if pay.late_change_minor else f"Moved {within} the call: no price was agreed.",
        "A performer may always say no. Nobody is paid for a booking that they left themselves.",
        "Who has not checked in 15 minutes after the call did not come. Whoever came and waited is"
        f" paid the minimum call of {minimum}.",
    ]
