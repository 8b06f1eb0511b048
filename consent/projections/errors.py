"""What cannot be shown in another vocabulary."""

from foundation.errors import NotFound


class NothingToShow(NotFound):
    """Also for whom it does not concern."""

    message = "We could not find such a grant or recording."
