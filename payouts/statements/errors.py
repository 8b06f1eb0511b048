"""What statements refuse."""

from foundation.errors import NotFound


class StatementNotFound(NotFound):
    message = "There is no such statement."
