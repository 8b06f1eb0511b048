"""Why a reel is not taken or shown."""

from dataclasses import dataclass

from foundation.errors import DomainError, NotFound


class ReelNotFound(NotFound):
    message = "There is no such reel."


@dataclass(eq=False)
class UnfitReel(DomainError):
    why: str
    message = "{why}"


@dataclass(eq=False)
class ReelsAreFull(DomainError):
    most: int
    message = "There is room for {most} reels. Remove one first."
