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


@dataclass(eq=False)
class HeldByOthers(Conflict):
    until: str
    message: ClassVar[str] = (
        "This paper would be for yourselves alone, but others may use these recordings for the"
        " same until {until}. Choose another paper."
    )


class NothingForThem(DomainError):
    message = (
        "By what they signed and these recordings earned, somebody would get nothing. Offer an"
        " amount for each recording."
    )


@dataclass(eq=False)
class Unsayable(DomainError):
    what: str
    message: ClassVar[str] = "{what} cannot be printed on a paper. Write it in another way."


class NotAskedAnyMore(Conflict):
    message = "This is not asked of you any more. Nothing was signed."


class MoneyWentBack(Conflict):
    message = (
        "You refused this, and the money for it is not set aside any more. Nothing was signed."
    )


class AskedAnew(Conflict):
    message = "You were asked for this anew since you refused it: answer the newer paper."


class NothingToCallOff(Conflict):
    message = "All of it was answered already, or is with the performers: they decide now."
