"""Why a mandate is not possible."""

from foundation.errors import Conflict, DomainError, NotFound


class MandateNotFound(NotFound):
    message = "There is no such mandate."


class MandateOver(Conflict):
    message = "This mandate has ended, or its last day is over."


class NotYourself(DomainError):
    message = "That is your own address."


class NotThatLong(DomainError):
    message = "A mandate holds for three years at most, from today on."


class OnTheOtherSide(DomainError):
    message = "Who works for a client or for us cannot be a performer's agent."
