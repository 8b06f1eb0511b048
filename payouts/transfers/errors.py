"""What sending refuses."""

from foundation.errors import Conflict


class StillOpen(Conflict):
    message = "What was asked before may still be done."
