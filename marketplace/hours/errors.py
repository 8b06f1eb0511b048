"""Why time cannot be logged, corrected or approved."""

from dataclasses import dataclass

from foundation.errors import Conflict, DomainError, NotFound


class HoursNotFound(NotFound):
    message = "We could not find these hours."


class LogNotOpen(Conflict):
    message = (
        "The log of this booking is not open. It opens 30 minutes before the call, for those who"
        " are checked in, and closes with the end."
    )


class NothingToEnd(Conflict):
    message = "Nothing has begun yet, so there is nothing to end."


class LineIsDecided(Conflict):
    message = "This line is decided or disputed already. Reload the page."


class CorrectionWaits(Conflict):
    message = "A correction of this line waits for an answer. Answer that first."


class NothingToAnswer(Conflict):
    message = "There is no correction here that waits for your answer."


class NothingToApprove(Conflict):
    message = "There is nothing here to approve now. What is disputed or corrected waits."


class NothingDisputed(Conflict):
    message = "Nobody disputes this line, or it is decided already."


class NotSeenWhoCame(Conflict):
    message = (
        "It is not known yet who came, and a minimum call may follow from that. Nothing changed."
    )


@dataclass(eq=False)
class EndNotAgreed(Conflict):
    name: str
    message = "Nobody pressed the end. {name} must agree to the planned one first, or correct it."


class SameAsBefore(DomainError):
    message = "That is what the line says already."
