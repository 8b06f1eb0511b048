"""Why an address is not confirmed."""

from foundation.errors import DomainError


class WrongPassword(DomainError):
    message = "This is not the password that was chosen at sign-up."
