"""Why records cannot be erased."""

from dataclasses import dataclass

from foundation.errors import Conflict, DomainError


class NothingChosen(DomainError):
    message = "Choose one record at least."


@dataclass(eq=False)
class MustBeKept(Conflict):
    why: str
    message = "This record must be kept for now. {why}"
