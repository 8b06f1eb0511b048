"""Why something with a scene request is not possible."""

from dataclasses import dataclass
from typing import Any

from foundation.errors import Conflict, DomainError, NotFound, NotPermitted
from marketplace.requests.models import RequestState


class RequestNotFound(NotFound):
    message = "There is no such scene request."


class ReferenceNotFound(NotFound):
    message = "There is no such reference material."


@dataclass(eq=False)
class UnfitReference(DomainError):
    reason: str
    message = "{reason}"


class VersionNotFound(NotFound):
    message = "There is no such version of this scene request."


@dataclass(eq=False)
class NotInThatState(Conflict):
    state: RequestState
    message = "This scene request is {state}, so that is not possible now. Nothing was changed."


@dataclass(eq=False)
class WrittenMeanwhile(Conflict):
    """Two people wrote the same section; neither text is lost."""

    by: str
    there: dict[str, Any]
    """What stands there now."""
    message = "{by} changed this section while you were writing. Nothing of theirs was overwritten."


@dataclass(eq=False)
class NotComplete(DomainError):
    findings: dict[str, str]

    def __str__(self) -> str:
        count = len(self.findings)
        return f"{count} thing{'' if count == 1 else 's'} must be put right before it is submitted."


@dataclass(eq=False)
class NotFitToApprove(DomainError):
    findings: dict[str, str]

    def __str__(self) -> str:
        return "It cannot be approved: " + " ".join(self.findings.values())


class OwnRequest(NotPermitted):
    message = "You submitted this yourself. Somebody else judges it."


class NoNotes(DomainError):
    message = "Say at one field at least what must change."


class AlreadyApproved(Conflict):
    message = "It was approved before. What is posted is cancelled where it is posted."
