"""Why something cannot be asked, in sentences for who asks."""

from dataclasses import dataclass
from typing import ClassVar

from foundation.errors import Conflict, DomainError, NotFound


class ReuseOrderNotFound(NotFound):
    message = "There is no such order."


class NoSuchWork(DomainError):
    message = (
        "There is no gig with this number of which accepted takes are there. It stands on its page."
    )


class NoSuchPaper(DomainError):
    message = "Choose a paper that is published, for a use and without prices of its own."


@dataclass(eq=False)
class HeldExclusively(Conflict):
    until: str
    message: ClassVar[str] = (
        "Somebody else has these recordings for themselves alone, until {until}."
    )


@dataclass(eq=False)
class AskedAlready(Conflict):
    number: str
    message: ClassVar[str] = "{number} asks for this already. Wait for its answers."


class NothingToCallOff(Conflict):
    message = "All of it was answered already, or is with the performers: they decide now."
