"""Why a mail cannot be queued."""

from foundation.errors import DomainError


class BadAddress(DomainError):
    message = "This does not look like an email address."
