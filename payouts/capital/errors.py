"""Why our own money does not go in, or not like this."""

from dataclasses import dataclass

from foundation.errors import Conflict, DomainError, NotFound


class TopUpNotFound(NotFound):
    message = "There is no such top-up."


class SamePerson(Conflict):
    message = "You proposed this yourself. Somebody else must approve it."


class NotProposed(Conflict):
    message = "This does not wait for a second person any more."


class CannotBeCanceled(Conflict):
    message = "This cannot be cancelled any more."


@dataclass(eq=False)
class NotPaidIn(Conflict):
    currency: str
    message = "Nobody is paid in {currency} here, so nothing is topped up in it."


class StripeDiffers(DomainError):
    """For who reconciles: nothing was posted."""

    message = "What Stripe says of this top-up does not fit what was asked for."
