"""What cannot be done with a client's licence, in a sentence for who asked."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from foundation.errors import Conflict, DomainError, NotFound


@dataclass(eq=False)
class LicenceNotFound(NotFound):
    licence_id: UUID
    message = "There is no such licence."


@dataclass(eq=False)
class OfferNotFound(NotFound):
    offer_id: UUID
    message = "There is no such licence to sign."


@dataclass(eq=False)
class ClientNotKnown(NotFound):
    client_id: UUID
    message = "There is no such client."


@dataclass(eq=False)
class NotPublished(Conflict):
    number: int
    message = "Version {number} is not published, so it cannot be offered."


@dataclass(eq=False)
class HasLicence(Conflict):
    client_id: UUID
    message = "This client has a licence already, or an offer of one. Extend or end that."


class OfferIsOpen(Conflict):
    message = "There is an offer already that nobody has answered. Take it back first."


class OfferAnswered(Conflict):
    message = "This offer was answered or taken back meanwhile. Look at the licence again."


class NothingSigned(Conflict):
    message = "This licence is not signed, or it is over."


class NotShown(Conflict):
    """Nobody signs what they did not see."""

    message = "What you saw is not what would be signed now. Read it again, then sign."


class NameMissing(DomainError):
    message = "Type your name to sign."


@dataclass(eq=False)
class BadTerm(DomainError):
    field: str
    sentence: str
    message: ClassVar[str] = "{sentence}"
