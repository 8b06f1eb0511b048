"""What can be wrong with a password, or with the moment it is given."""

from dataclasses import dataclass

from foundation.errors import DomainError, TooMany


@dataclass(eq=False)
class WeakPassword(DomainError):
    why: str
    message = "{why}"


class Crowded(TooMany):
    """So many people are signing in that one more would slow down everybody's pages."""

    message = "Many people are signing in right now. Try again in a few seconds."
