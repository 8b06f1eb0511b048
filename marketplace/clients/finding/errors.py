"""Why nobody is found."""

from foundation.errors import NotFound


class NoSuchMoment(NotFound):
    message = "Nobody knows their hours of that year. Ask for a day of this century."


class PerformerNotFound(NotFound):
    message = "There is no such performer, or their profile is not shown to you."
