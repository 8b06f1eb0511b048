"""Why something about a webhook is refused."""

from foundation.errors import Conflict, DomainError, NotFound


class EndpointNotFound(NotFound):
    message = "There is no such endpoint."


class DeliveryNotFound(NotFound):
    message = "There is no such delivery."


class AddressNotAllowed(DomainError):
    """Also raised where a name that was fine once now leads to where it must not."""

    message = "We do not send there: {reason}."

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class TooManyEndpoints(DomainError):
    message = "You have {limit} endpoints already. Remove one first."

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class EndpointNotActive(Conflict):
    message = "This endpoint is not active, so nothing is sent to it. Switch it on first."


class BodyErased(DomainError):
    message = "What was to be sent has been erased by now: it is kept for 30 days."
