"""Why a recall cannot be answered so."""

from dataclasses import dataclass
from typing import ClassVar

from foundation.errors import Conflict, DomainError, NotFound


class RecallNotFound(NotFound):
    message = "There is no such recall."


class AlreadyAttested(Conflict):
    message = "This recall was answered already. What was answered stays."


class AlreadyStopped(Conflict):
    message = "That was said already."


class NotEnough(DomainError):
    message = (
        "The right to these files has ended, so setting them aside is not enough. Destroy them, or"
        " say which part you destroyed."
    )


class NotItsFiles(DomainError):
    message = "Name files of this recall, each by its hash."


@dataclass(eq=False)
class UnknownFiles(NotItsFiles):
    hashes: str
    message: ClassVar[str] = "These are not of this recall: {hashes}."


@dataclass(eq=False)
class InOtherCopies(NotItsFiles):
    """Who looked through one copy does not know what became of another."""

    hashes: str
    message: ClassVar[str] = (
        "These did not come with the deliveries that you name, or came with others too: {hashes}."
        " Look through the copies of those as well, or leave these out."
    )


class NotAllFiles(DomainError):
    message = "Name every file of this recall, or answer that you destroyed a part."


class AllFiles(DomainError):
    message = "You named every file. Then answer that all of it is destroyed."


@dataclass(eq=False)
class NoCertificateYet(Conflict):
    open: int
    message: ClassVar[str] = "There is no certificate yet: {open} things are not done."
