"""Why nothing was renewed, in sentences for who asked."""

from dataclasses import dataclass
from datetime import date

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


@dataclass(eq=False)
class LicenceEndsFirst(Conflict):
    last_day: date
    message = (
        "Your licence ends on {last_day:%-d %b %Y}, before one of these renewals would begin, so"
        " you could not use it. Leave it out, or have the licence extended first."
    )


class NothingToCallOff(Conflict):
    message = "All of it was answered already, or is with the performers: they decide now."
