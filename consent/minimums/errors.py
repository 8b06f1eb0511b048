"""Why minimums cannot be saved."""

from foundation.errors import Conflict


class MinimumsChanged(Conflict):
    message = (
        "You changed your minimums elsewhere meanwhile. Look at them again; nothing was saved."
    )
