"""Why a take cannot be judged, or not like that."""

from dataclasses import dataclass

from foundation.errors import Conflict, DomainError, NotFound


class DelegationNotFound(NotFound):
    message = "We could not find this reviewer among those who judge for you."


class NoSuchReviewer(DomainError):
    message = "Choose one of our reviewers."


@dataclass(eq=False)
class SomebodyIsAtIt(Conflict):
    name: str
    message = "{name} is judging this take now. Nothing was changed."


class AcceptedByNow(Conflict):
    message = "The seven days to judge this take are over: it is accepted. Nothing was changed."


class ScoresMissing(DomainError):
    message = "Score every line of every beat, from 1 to 5."


class ReasonMissing(DomainError):
    message = "A rejection needs a reason, the part where it shows, and a note."


class NoteMissing(DomainError):
    message = "Say what should be different in the retake."


class SpanBackwards(DomainError):
    message = "The part ends before it begins."
