"""Why something with a client is not possible."""

from foundation.errors import DomainError, NotFound


class ClientNotFound(NotFound):
    message = "There is no such organisation."


class MemberNotFound(NotFound):
    message = "This person has no such role here."


class NotARoleHere(DomainError):
    message = "An organisation's people are owners, producers or viewers."
