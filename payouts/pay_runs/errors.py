"""What pay runs refuse."""

from dataclasses import dataclass

from foundation.errors import Conflict, DomainError, NotFound, NotPermitted


class RunNotFound(NotFound):
    message = "There is no such pay run."


class PayoutNotFound(NotFound):
    message = "There is no such payout."


@dataclass(eq=False)
class RunIsNotPlanned(Conflict):
    number: str
    state: str
    message = "{number} is {state}, so this cannot be done to it any more. Nothing was changed."


@dataclass(eq=False)
class RunIsBeingPlanned(Conflict):
    number: str
    message = "{number} is still being planned. Look again in a minute."


@dataclass(eq=False)
class RunChanged(Conflict):
    number: str
    message = "{number} changed since you looked. Look at it again; nothing was approved."


@dataclass(eq=False)
class ApprovedBefore(Conflict):
    number: str
    message = "You approved {number} already. Two people must approve it: somebody else must, too."


@dataclass(eq=False)
class OwnPayment(NotPermitted):
    number: str
    message = "{number} pays you, too. Somebody else must decide about it."


@dataclass(eq=False)
class AnotherWaits(Conflict):
    number: str
    message = "{number} waits for its approval. Approve or reject it first."


class NothingToPay(Conflict):
    message = "Nothing can be paid now: no earning is payable that is not in a run already."


class CutOffToCome(DomainError):
    message = "That day is still to come: a period is planned when it is over."


class PayoutIsFrozen(Conflict):
    message = "This payout is no longer only planned, so it cannot be taken out of its run."
