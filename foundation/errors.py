"""What can go wrong for reasons the caller can act on. HTTP is decided at the web edge."""

from dataclasses import dataclass
from typing import ClassVar


class DomainError(Exception):
    """A refusal with a reason fit to show to the person who asked."""

    message: ClassVar[str] = "That is not possible."
    title: ClassVar[str] = ""
    """The heading of its page, where the usual one for such a refusal would mislead."""

    def __str__(self) -> str:
        return self.message.format(**vars(self))


class NotFound(DomainError):
    """Also for what may not be seen: to a stranger it does not exist."""

    message = "We could not find that."


class NotPermitted(DomainError):
    message = "You are not allowed to do that."


class Conflict(DomainError):
    message = "Something changed in the meantime. Reload and try again."


@dataclass(eq=False)
class TooMany(DomainError):
    """Asked too often; `retry_after_seconds` says when to come back."""

    retry_after_seconds: int
    message = "That was tried too often. Wait {retry_after_seconds} seconds and try again."


@dataclass(eq=False)
class NotYet(Conflict):
    """Right, but too early; `retry_after_seconds` says when it is worth asking again."""

    retry_after_seconds: int
    message = "That is not ready yet. Try again in {retry_after_seconds} seconds."


class Unavailable(DomainError):
    """Something we stand on does not answer; nothing was changed."""

    message = "This does not work right now. Nothing was changed; try again in a minute."
