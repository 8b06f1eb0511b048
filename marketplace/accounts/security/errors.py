"""What can go wrong on the security page."""

from foundation.errors import DomainError, NotFound


class SignInNotFound(NotFound):
    message = "There is no such sign-in, or it has ended already."


class NotTheOldPassword(DomainError):
    message = "This is not your present password."
