"""Why somebody is not let in."""

from foundation.errors import DomainError, TooMany


class NotLetIn(DomainError):
    """The same for an unknown address and for a wrong password."""

    message = "The email address or the password is not right."


class BrowserNotKnown(TooMany):
    """Others keep guessing this password. Its owner still comes in, from a known browser."""

    message = (
        "Too many failed attempts came from browsers that never signed in to this account. "
        "If it is yours, have a link mailed to you that makes this browser known."
    )
