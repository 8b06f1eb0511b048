"""What reconciliation refuses."""

from dataclasses import dataclass

from foundation.errors import Conflict, DomainError, NotFound


class DifferenceNotFound(NotFound):
    message = "There is no such difference."


class ReconciliationNotFound(NotFound):
    message = "There is no such reconciliation."


class DifferenceIsOver(Conflict):
    message = "This difference is over, so nothing was changed. Look at how it ended."


class NoPostingHelps(DomainError):
    message = (
        "Our books and Stripe's agree on the money here, so no posting can help. It goes by itself"
        " once the other side catches up."
    )


@dataclass(eq=False)
class NotAgainstThis(DomainError):
    kind: str
    message = "This cannot be posted against {kind}. Choose one from the list."


class DifferenceChanged(Conflict):
    message = "The amount changed since you looked. Look at it again; nothing was posted."


class BooksMoved(Exception):
    """Money moved while it was looked at, so that two sums of it cannot be compared."""


class WaitsForSecond(Conflict):
    message = "Somebody asked for a posting already, and it waits for a second person."


class NothingWaits(Conflict):
    message = "No posting waits for a second person here any more."


class SamePerson(Conflict):
    message = "You asked for this yourself. Somebody else must post it."
