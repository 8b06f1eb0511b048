"""Why something cannot be written, read or reported."""

from dataclasses import dataclass

from foundation.errors import Conflict, DomainError, NotFound


class ConversationNotFound(NotFound):
    message = "There is no such conversation, or it is not yours to read."


class MessageNotFound(NotFound):
    message = "There is no such message, or it is not yours to read."


class MayNotWrite(DomainError):
    message = "Your mandate lets you read this. Writing needs one that lets you negotiate."


class NotToEachOther(DomainError):
    """Says nothing about who wants nothing from whom, and so cannot open a sealed name."""

    message = "You cannot write to each other here. Open a case, and casting passes it on."


class OwnMessage(DomainError):
    message = "You wrote this message yourself."


class AlreadyReported(Conflict):
    message = "You have reported this message. Compliance answers you in your case."


@dataclass(eq=False)
class UnfitFile(DomainError):
    name: str
    message = "{name} is sound or video. Self-tapes go with an application, takes with a booking."
