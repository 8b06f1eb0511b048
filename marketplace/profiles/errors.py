"""Why something with a profile is not possible."""

from dataclasses import dataclass

from foundation.errors import Conflict, DomainError, NotFound


@dataclass(eq=False)
class ProfileChanged(Conflict):
    message = "You changed your profile in another window. Look at it again; nothing was saved."


class DayNotFound(NotFound):
    message = "There is no such day among your exceptions."


class BlockNotFound(NotFound):
    message = "There is no such name on your list."


class NotYourself(DomainError):
    message = "That is your own name."


@dataclass(eq=False)
class ListIsFull(DomainError):
    most: int
    message = "There is room for {most}. Remove one first."


class DayIsOver(DomainError):
    message = "That day is over."
