"""Why a share cannot be set."""

from foundation.errors import DomainError


class NoSuchShare(DomainError):
    message = "Write a whole number from 0 to 100."
