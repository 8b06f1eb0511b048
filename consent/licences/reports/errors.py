"""Why uses cannot be reported so."""

from dataclasses import dataclass
from datetime import date

from foundation.errors import Conflict, DomainError


@dataclass(eq=False)
class NotTheNextPeriod(Conflict):
    from_on: date
    message = (
        "The period from {from_on:%-d %b %Y} was reported already, or another one comes first."
    )


class PeriodNotOver(Conflict):
    message = "This period is not over yet. Report it once it is."


@dataclass(eq=False)
class NotLicensed(DomainError):
    use: str
    message = "“{use}” is not among the uses of this licence. If it happened, record a breach."


@dataclass(eq=False)
class NotYourRecording(DomainError):
    recording_id: str
    message = "Recording {recording_id} was never open to you. Check its id."


@dataclass(eq=False)
class TooManyRecordings(DomainError):
    most: int
    message = "Name at most {most} recordings, or report about all that you hold."
