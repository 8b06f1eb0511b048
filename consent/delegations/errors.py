"""Why nothing can be delegated, or read by a delegation."""

from dataclasses import dataclass

from foundation.errors import Conflict, DomainError, NotFound


class DelegationNotFound(NotFound):
    """Also where it ended, or is somebody else's."""

    message = "Nothing is open to you here."


class NotYourself(DomainError):
    message = "This is your own address: you can read your own rights anyway."


@dataclass(eq=False)
class NotThatLong(DomainError):
    days: int
    message = "Choose a day from today on, {days} days ahead at most."


class NothingChosen(DomainError):
    message = "Choose what may be read."


class AlreadyEnded(Conflict):
    message = "This has ended already."
