"""Why nothing was renewed, in sentences for who asked."""

from foundation.errors import Conflict, DomainError, NotFound


class RenewalOrderNotFound(NotFound):
    message = "There is no such order of renewals."


class NothingChosen(DomainError):
    message = "Choose at least one of them."


class NotEndingSoon(Conflict):
    message = "One of these was asked for already, or does not end soon any more. Look again."


class NotLicensed(Conflict):
    message = (
        "No licence of your organisation is signed and in force, so you could not use what you"
        " would renew. Sign one first."
    )


class NotCovered(Conflict):
    message = (
        "Your licence covers no use that one of these papers permits. Leave it out, or ask for a"
        " licence that covers it."
    )


class NothingToCallOff(Conflict):
    message = "All of it was answered already, or is with the performers: they decide now."
