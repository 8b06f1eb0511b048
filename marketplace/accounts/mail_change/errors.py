"""Why an email address is not changed."""

from foundation.errors import Conflict, DomainError, NotFound


class SameAddress(DomainError):
    message = "This is your address already."


class ChangeNotFound(NotFound):
    message = "There is nothing left to confirm or to stop: it was done, stopped, or is too old."


class AddressTaken(Conflict):
    """Only whoever reads the new mailbox can get here, and they know whose account it is."""

    message = "In the meantime another account took this address. Ask for the change again."
