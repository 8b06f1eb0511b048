"""Why nothing is handed over, in sentences for who would deliver it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar
from uuid import UUID

from foundation.errors import Conflict, DomainError, NotFound

Reasons = tuple[str, ...]


class DeliveryNotFound(NotFound):
    message = "There is no such delivery."


class NoLicence(DomainError):
    message = "This client has signed no licence that holds today. Nothing is handed over to it."


@dataclass(eq=False)
class OutsideLicence(DomainError):
    reasons: str
    message: ClassVar[str] = "The client's licence does not cover this delivery: {reasons}."


class RecipientNotNamed(DomainError):
    message = "This end recipient is not named under the client's licence, or not yet for today."


class NothingToHandOver(DomainError):
    message = "A delivery needs a use, a recording at least, and a hash for each of its files."


class AlreadyHandedOver(Conflict):
    message = "This delivery was handed over already."


@dataclass(eq=False)
class RecordingsRefused(DomainError):
    """The whole delivery is refused; without these it may be built again."""

    refused: int
    asked: int
    reasons: Mapping[UUID, Reasons] = field(repr=False)
    """Every reason, by recording."""
    message: ClassVar[str] = "{refused} of {asked} recordings may not be handed over. Nothing was."
