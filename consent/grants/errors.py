"""What cannot be done to a grant, in a sentence for who asked."""

from dataclasses import dataclass
from typing import ClassVar

from foundation.errors import Conflict, DomainError


@dataclass(eq=False)
class CannotComeNow(Conflict):
    state: str
    message: ClassVar[str] = "This cannot be done now: the consent is {state}."


@dataclass(eq=False)
class NotNarrower(DomainError):
    field: str
    message: ClassVar[str] = (
        "To narrow is to allow less: here “{field}” would allow more than before."
    )


class NothingToLift(Conflict):
    message = "There is no suspension of this cause to lift."


class NotYetTrue(DomainError):
    message = "What is to be true later cannot be recorded as if it were."
