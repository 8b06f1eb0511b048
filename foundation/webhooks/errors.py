"""Why something about a webhook is refused."""

from dataclasses import dataclass

from foundation.errors import Conflict, DomainError, NotFound


class EndpointNotFound(NotFound):
    message = "There is no such endpoint."


class DeliveryNotFound(NotFound):
    message = "There is no such delivery."


@dataclass(eq=False)
class AddressNotAllowed(DomainError):
    """Also raised where a name that was fine once now leads to where it must not."""

    reason: str
    message = "We do not send there: {reason}."


@dataclass(eq=False)
class TooManyEndpoints(Conflict):
    limit: int
    message = "You have {limit} endpoints already. Remove one first."


class EndpointNotActive(Conflict):
    message = "This endpoint is not active, so nothing is sent to it. Switch it on first."


class BodyErased(DomainError):
    message = "What was to be sent has been erased by now: it is kept for 30 days."
