"""Why an account stays open."""

from dataclasses import dataclass

from foundation.errors import Conflict, DomainError


@dataclass(eq=False)
class ClosingBlocked(DomainError):
    """Each reason is a sentence that says what to do first."""

    reasons: tuple[str, ...]
    message = "Your account cannot be closed yet."


@dataclass(eq=False)
class WordsMissing(DomainError):
    words: str
    message = "Type the words {words}, so that nobody closes an account by accident."


class AlreadyClosed(Conflict):
    message = "This account is closed."
