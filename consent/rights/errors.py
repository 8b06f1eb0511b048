"""Why consent cannot be changed so, in a sentence for who asked."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from foundation.errors import Conflict, DomainError, NotFound


@dataclass(eq=False)
class RightNotFound(NotFound):
    recording_id: UUID
    message = "You gave no consent for such a recording."


@dataclass(eq=False)
class NoReceipt(NotFound):
    entry_id: str
    message = "There is no receipt of that."


class NothingAllowed(Conflict):
    message = "Nothing is allowed here any more, so there is nothing to change."


class NothingChanges(DomainError):
    message = "Nothing would change. Choose a use to stop, an earlier end or a subject to exclude."


@dataclass(eq=False)
class EndsTooEarly(DomainError):
    earliest: date
    message: ClassVar[str] = (
        "The earliest last day is {earliest:%-d %b %Y}. To end it now, withdraw."
    )


@dataclass(eq=False)
class TooManySubjects(DomainError):
    most: int
    message: ClassVar[str] = "No more than {most} subjects can be excluded. To end it, withdraw."


class NotPausedByYou(Conflict):
    message = "You have not paused this, so you cannot resume it."


class PausedAlready(Conflict):
    message = "This pause is on already."


class PauseInThePast(DomainError):
    message = "Choose a last day that has not passed."


class NoBreach(Conflict):
    message = "This was closed as no breach, so nothing is paused for it."


class NotYourCause(DomainError):
    message = "This cause is not one that you can pause for."


@dataclass(eq=False)
class PauseNotFound(NotFound):
    pause_id: UUID
    message = "There is no such pause."


@dataclass(eq=False)
class OfferNotFound(NotFound):
    offer_id: UUID
    message = "There is no such offer."


class NothingToAppeal(Conflict):
    message = "No such decision of ours stands about this recording."


class AppealOpen(Conflict):
    message = "You appealed already. Write more in its case, which is on the recording's page."


class OfferAnswered(Conflict):
    message = "This offer was answered already."


class OfferLapsed(Conflict):
    message = "This offer is over: nothing of what it was about can be renewed any more."


@dataclass(eq=False)
class GrantNotFound(NotFound):
    grant_id: UUID
    message = "There is no such consent."


class InvalidationOpen(Conflict):
    message = "Somebody proposed this already. A second person decides about that first."


@dataclass(eq=False)
class InvalidationNotFound(NotFound):
    invalidation_id: UUID
    message = "Nobody proposed this."


class InvalidationDecided(Conflict):
    message = "This was decided already."


class SamePerson(Conflict):
    message = "You proposed this yourself. Somebody else must decide."


class ReasonMissing(DomainError):
    message = "Say why, in a sentence that the performer will read."
