"""Why an organisation is not verified."""

from foundation.errors import Conflict, DomainError, NotFound


class NothingToVerify(NotFound):
    message = "This organisation has not asked to be verified."


class AlreadyDecided(Conflict):
    message = "Somebody decided this meanwhile. Look at what they found."


class NothingSeen(DomainError):
    message = "Say which documents you saw."


class NotThatDay(DomainError):
    message = "It holds for three years at most, from today on."


class NoteMissing(DomainError):
    message = "Say what is missing, so that they can send it."
