"""Why a slot cannot be offered, taken or withdrawn."""

from dataclasses import dataclass

from foundation.errors import Conflict, DomainError, NotFound


class CampaignNotFound(NotFound):
    message = "We could not find this campaign among those you follow."


class SlotNotFound(NotFound):
    message = "We could not find this slot."


class SlotIsTaken(Conflict):
    """Also where somebody does not want to play with who is in it: nobody is told."""

    message = "This slot is not free any more. Choose another."


class CellIsFull(Conflict):
    message = "There is enough of this already. Choose a slot of another kind."


class CampaignHasEnded(Conflict):
    message = "This campaign does not take bookings any more."


@dataclass(eq=False)
class NotAfterTheLastDay(Conflict):
    day: str
    message = "This campaign ends on {day}. Choose an earlier day."


@dataclass(eq=False)
class EnoughOfYou(Conflict):
    minutes: int
    message = "With this slot you would be over the {minutes} minutes that one performer may do."


class PilotFirst(Conflict):
    message = "The pilot is full. The rest opens when the client has approved it."


class NothingToApprove(Conflict):
    message = "Nothing of the pilot is recorded yet, or it is approved already."


class NotYourLanguage(Conflict):
    message = "Your profile does not name the language of this slot. Add it there first."


class NotSaidOfYourself(Conflict):
    message = "This slot is for people who describe themselves so. Say it for this campaign first."


class SomebodyIsIn(Conflict):
    message = "Somebody has taken this slot. Cancel its booking: its page says what that costs."


class NoSuchCell(DomainError):
    message = "Choose one of the quotas of this campaign."


class NotThatTime(DomainError):
    message = "Choose a time that is still to come, within the days that were posted."
