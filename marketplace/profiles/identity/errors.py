"""Why a check of identity is not kept."""

from foundation.errors import Conflict, DomainError, NotFound


class RequestNotFound(NotFound):
    message = "Nobody asked for this check."


class AlreadyAnswered(Conflict):
    message = "Somebody kept the result of this check meanwhile."


class NotThatDay(DomainError):
    message = "A check is of today or of the last seven days."


class NotThatLong(DomainError):
    message = "It holds for ten years at most, from today on."


class OwnCheck(DomainError):
    message = "Somebody else must check who you are."
