"""What cannot be done with an earning."""

from dataclasses import dataclass

from foundation.errors import Conflict, DomainError, NotFound


class EarningNotFound(NotFound):
    message = "There is no such earning."


class EarningMoved(Conflict):
    message = "This earning is held, on its way or paid by now. Reload and look at it again."


class HoldNotFound(NotFound):
    message = "There is no such hold."


class HoldIsOver(Conflict):
    message = "This hold has ended, so nothing waits for it any more."


class NotOnYourOwnPay(Conflict):
    message = "This is your own pay. Somebody else must decide about it."


@dataclass(eq=False)
class NoSuchEnd(DomainError):
    days: int
    message = "Choose a last day from tomorrow to {days} days from now: a hold has an end."


class NotLonger(DomainError):
    message = "Choose a later day than the one that stands. To make it shorter, end the hold."


class ObjectedAlready(Conflict):
    message = "You objected to this already; your case says where that stands."


class ReductionNotFound(NotFound):
    message = "There is no such reduction."


@dataclass(eq=False)
class MoreThanEarned(DomainError):
    most: str
    message = "Write an amount above 0 and up to {most}: no more was earned with this."


class ReductionIsOver(Conflict):
    message = "This is decided already."


class TooLateToAppeal(Conflict):
    message = "The time to answer is over. Open a case, and somebody looks at it all the same."


class SomebodyElseDecides(Conflict):
    message = "You proposed this, so somebody else decides about the appeal."
