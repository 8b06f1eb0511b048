"""Why something about a check is not possible."""

from foundation.errors import Conflict, NotFound


class CheckNotFound(NotFound):
    message = "There is no such check."


class FindingNotFound(NotFound):
    message = "There is no such finding."


class HasItsCase(Conflict):
    message = "A case about this is open already."
