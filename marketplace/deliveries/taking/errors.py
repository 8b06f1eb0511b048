"""Why a file of a delivery does not leave, in sentences for the client that wants it."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from foundation.errors import Conflict, NotFound


class FileNotFound(NotFound):
    message = "There is no such file in this delivery."


class NotDelivered(Conflict):
    message = "This delivery is not there yet."


@dataclass(eq=False)
class FileShut(Conflict):
    """`delivery_id` is what a delta would follow; `because` is a sentence."""

    delivery_id: UUID
    because: str
    message: ClassVar[str] = "{because} Ask for a delta: a delivery without what may not be used."


class NothingEnded(Conflict):
    message = "Everything in this delivery may still be used, so there is nothing to leave out."


@dataclass(eq=False)
class DeltaThere(Conflict):
    reference: str
    message: ClassVar[str] = "A delivery that follows this one was asked for already: {reference}."
