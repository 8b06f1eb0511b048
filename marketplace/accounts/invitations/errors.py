"""Why an invitation cannot be accepted or sent."""

from foundation.errors import Conflict, DomainError, NotFound


class InvitationNotFound(NotFound):
    message = "This invitation was accepted, withdrawn, or is too old. Ask for a new one."


class ForAnotherAddress(DomainError):
    message = (
        "This invitation was sent to another email address than yours. "
        "Sign out, then open the link again."
    )


class HasAccount(Conflict):
    message = "There is an account for this email address. Sign in to it, then accept."
