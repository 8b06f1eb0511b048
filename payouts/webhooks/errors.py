"""Why an event cannot be tried again."""

from foundation.errors import Conflict


class NothingWaits(Conflict):
    message = "This was handled meanwhile. There is nothing left to try."
