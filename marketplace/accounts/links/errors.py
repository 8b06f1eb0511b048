"""Why a mailed link does nothing."""

from foundation.errors import NotFound


class LinkNotValid(NotFound):
    """The same for a used, an old and an invented one: a guesser learns nothing."""

    title = "This link no longer works"
    message = "This link was already used, is too old, or is incomplete. Ask for a new one."
