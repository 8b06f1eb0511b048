"""Why nothing is delivered, in sentences for who asked; and what a build does about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar
from uuid import UUID

from foundation.errors import Conflict, DomainError, NotFound


class DeliveryNotFound(NotFound):
    message = "There is no such delivery."


@dataclass(eq=False)
class RecallsOverdue(DomainError):
    count: int
    message: ClassVar[str] = (
        "{count} of your recalls should have been answered by now. Say what became of those copies:"
        " nothing new is delivered before."
    )


@dataclass(eq=False)
class UnderWayAlready(Conflict):
    delivery_id: UUID
    reference: str
    message: ClassVar[str] = "{reference} is the very same and is being built already."


class NothingWanted(DomainError):
    message = "A delivery needs the tracks, the mixes or both."


class NothingLeft(DomainError):
    message = "Nothing is left that may be delivered. The reasons are beside each take."


class FormUnfit(DomainError):
    message = "The splits have to be hundredths of all, together 100, and a shard some bytes long."


class NotUnderWay(Conflict):
    message = "This delivery is not being built any more."


class TriedTooOften(DomainError):
    message = "It could not be built, and was tried often. We look into it; you can ask again."


class CalledOff(Exception):
    """Meanwhile, by a person: the build ends here, and what it made is cleared away."""


@dataclass(eq=False)
class TakesUnfit(Exception):
    """These are left out; what holds them is made again."""

    reasons: Mapping[UUID, str] = field(repr=False)
    """A sentence, by take."""


@dataclass(eq=False)
class TakesChanged(Exception):
    """Something of these was marked, said or taken back since their files were made."""

    takes: frozenset[UUID]


@dataclass(eq=False)
class CopiesAwaited(Exception):
    """Copies of these takes are still being made."""

    takes: frozenset[UUID]
