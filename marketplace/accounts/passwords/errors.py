"""What can be wrong with a password, or with the moment it is given."""

from foundation.errors import DomainError, TooMany


class WeakPassword(DomainError):
    message = "{why}"

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Crowded(TooMany):
    """So many people are signing in that one more would slow down everybody's pages."""

    message = "Many people are signing in right now. Try again in a few seconds."
