"""What sending refuses."""

from foundation.errors import Conflict, NotFound


class StillOpen(Conflict):
    message = "What was asked before may still be done."


class LostNotFound(NotFound):
    message = "There is no such payout out of sight."


class NotLost(Conflict):
    message = "It is known by now what became of it, so nothing was changed."
