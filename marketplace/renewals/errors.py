"""Why nothing was renewed, in sentences for who asked."""

from foundation.errors import Conflict, DomainError, NotFound


class RenewalOrderNotFound(NotFound):
    message = "There is no such order of renewals."


class NothingChosen(DomainError):
    message = "Choose at least one of them."


class NotEndingSoon(Conflict):
    message = "One of these was asked for already, or does not end soon any more. Look again."


class NothingToCallOff(Conflict):
    message = "All of it was answered already, or is with the performers: they decide now."
