"""Why something cannot be done with a case."""

from dataclasses import dataclass
from uuid import UUID

from foundation.errors import Conflict, DomainError, NotFound


@dataclass(eq=False)
class CaseNotFound(NotFound):
    case_id: UUID
    message = "There is no such case."


@dataclass(eq=False)
class AttachmentNotFound(NotFound):
    attachment_id: UUID
    message = "There is no such attachment."


@dataclass(eq=False)
class CaseIsClosed(Conflict):
    number: str
    message = "{number} is closed. Reopen it to write more."


@dataclass(eq=False)
class CaseIsNotClosed(Conflict):
    number: str
    message = "{number} is not closed."


@dataclass(eq=False)
class TooLateToReopen(DomainError):
    number: str
    days: int
    message = (
        "{number} was closed more than {days} days ago. Open a new case and mention its number."
    )


@dataclass(eq=False)
class CaseChanged(Conflict):
    """Somebody wrote or decided between reading the case and answering it."""

    number: str
    message = (
        "{number} changed while you were writing. Nothing was sent; your text is still here. "
        "Read what is new, then send it again."
    )


@dataclass(eq=False)
class AlreadyOwned(Conflict):
    number: str
    message = "Somebody else has taken {number}."


@dataclass(eq=False)
class OwnDecision(Conflict):
    number: str
    message = "{number} is about what this person decided. Somebody else must answer it."


@dataclass(eq=False)
class NotOnTheDesk(DomainError):
    message = "Only somebody who answers cases can take this over."
