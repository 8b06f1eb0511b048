"""Why a bundle cannot be asked for, made or fetched."""

from dataclasses import dataclass
from typing import ClassVar

from foundation.errors import Conflict, DomainError, NotFound


class BundleNotFound(NotFound):
    message = "There is no such bundle."


class NotMade(Conflict):
    message = "This bundle is not there: it is still being made, or its file was deleted."


class NotOver(Conflict):
    message = "This bundle is being made or is there, so there is nothing to try again."


class NothingInIt(DomainError):
    message = "The ledger has nothing about that."


@dataclass(eq=False)
class TooLarge(DomainError):
    entries: int
    most: int
    message: ClassVar[str] = (
        "That would be {entries} entries, and a bundle has at most {most}. Ask for a shorter"
        " period, or for one person or recording."
    )
