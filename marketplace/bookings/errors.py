"""Why a booking cannot be made, answered or changed."""

from dataclasses import dataclass

from foundation.errors import Conflict, DomainError, NotFound


class BookingNotFound(NotFound):
    message = "We could not find this booking."


class NothingToBook(NotFound):
    message = "We could not find this gig among those you book for."


class NotEngaged(Conflict):
    message = "Somebody you chose is not engaged for this gig. Reload and choose again."


@dataclass(eq=False)
class NotReady(Conflict):
    name: str
    missing: str
    message = "{name} cannot be booked yet. {missing}"


class NotTogether(Conflict):
    """It is not said who asked for that."""

    message = "Not all of these can be booked together. Ask casting for another partner."


@dataclass(eq=False)
class TimeIsTaken(Conflict):
    name: str
    message = "{name} is already booked at that time. Choose another."


class OwnTimeIsTaken(Conflict):
    message = "You are already booked at that time. Say no to one of the two."


class TimeChanged(Conflict):
    message = "The booking changed while you were reading. Look at it again before you answer."


class NothingToAnswer(Conflict):
    message = "There is nothing to answer here any more."


class CallHasPassed(Conflict):
    message = "The call has passed, so this cannot be changed any more."


class BookingHasEnded(Conflict):
    message = "This booking is cancelled or over."


class PriceChanged(Conflict):
    message = "What this costs has changed while you were reading. Look at it again."


class NotTimeToCheckIn(Conflict):
    message = "You can check in from 30 minutes before the call until 15 minutes after it."


class NothingToDispute(Conflict):
    message = "Nobody said that you did not come, or you have answered it already."


class InThePast(DomainError):
    message = "That time has passed. Choose one that is still to come."


class NotThatLong(DomainError):
    message = "Choose a last day at most 31 days after the first."


class HourDoesNotExist(DomainError):
    message = "Clocks there go forward over this hour on that day. Choose another."


class HourComesTwice(DomainError):
    message = "Clocks there go back that day and show this hour twice. Say which of the two."


class NoLinkOfYours(NotFound):
    message = "This calendar address is not known, or it was ended."
