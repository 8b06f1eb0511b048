"""Why a breach cannot be recorded, notified or closed."""

from dataclasses import dataclass
from uuid import UUID

from foundation.errors import Conflict, DomainError, NotFound


@dataclass(eq=False)
class BreachNotFound(NotFound):
    breach_id: UUID
    message = "There is no such breach."


class LearnedLater(DomainError):
    message = "Nobody learns of a breach in the future."


class ClientNotSaid(DomainError):
    message = "Say which client it happened at."


class AlreadyNotified(Conflict):
    message = "Those concerned were told already."


class NotNotified(Conflict):
    message = "Tell those concerned first, or close it as no breach."


class BreachClosed(Conflict):
    message = "This breach is closed."


@dataclass(eq=False)
class NotOpenToClient(DomainError):
    recording_id: str
    message = "Recording {recording_id} was never open to this client."
