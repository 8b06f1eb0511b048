"""Why something cannot be asked, shown, signed or refused."""

from dataclasses import dataclass
from typing import ClassVar

from foundation.errors import Conflict, DomainError, NotFound


class PaperNotFound(NotFound):
    message = "There is no such paper to sign."


class NotSigned(NotFound):
    message = "This paper is not signed, so there is nothing of it to show."


class PaperNotKept(NotFound):
    message = "This document is no longer kept. What was signed still has its proof in the ledger."


@dataclass(eq=False)
class CannotBeAsked(DomainError):
    """A bug or a plan of the one who asks; performers never see it."""

    why: str
    message = "This cannot be asked for a signature: {why}."


@dataclass(eq=False)
class AnsweredAlready(Conflict):
    state: str
    message = "This paper is {state} already. Nothing was changed."


class TooLateToAnswer(Conflict):
    message = "The last day on which this could be signed is over. Ask us if you still want to."


class PaperChanged(Conflict):
    message = (
        "This is not what was shown to you last. Nothing was signed: read it again and then decide."
    )


@dataclass(eq=False)
class NotSignableYet(Conflict):
    """Something that time or somebody else must do first."""

    why: str
    title: ClassVar[str] = "Not yet"
    message = "{why} Nothing was signed."


@dataclass(eq=False)
class AnswersMissing(DomainError):
    """By field of the form."""

    sentences: dict[str, str]
    message = "Some answers are missing."


class ApprovedAlready(Conflict):
    message = "This description was approved already."


class OwnRequest(Conflict):
    message = "You asked for this signature yourself. Somebody else must approve it."


class NothingToApprove(Conflict):
    message = "Only descriptions of replicas that wait for a signature are approved."
