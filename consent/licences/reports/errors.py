"""Why uses cannot be reported so."""

from dataclasses import dataclass
from datetime import date

from foundation.errors import Conflict, DomainError, NotFound


class ReportNotFound(NotFound):
    message = "There is no such report."


@dataclass(eq=False)
class NotTheNextPeriod(Conflict):
    from_on: date
    title = "This is not the period to report now"
    message = (
        "The period from {from_on:%-d %b %Y} was reported already, or another one comes first."
    )


class PeriodNotOver(Conflict):
    title = "Not over yet"
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


class BadTraining(DomainError):
    """What is said of training does not fit what was delivered."""


@dataclass(eq=False)
class TooManyTrained(BadTraining):
    most: int
    message = "Name at most {most} models that were trained."


class TrainingNotNamed(BadTraining):
    message = (
        "Say which models were trained, each on which delivery and up to which day, for each kind"
        " of training that you ticked."
    )


class NoTrainingUse(BadTraining):
    message = "Models are named as trained. Tick the kind of training among the uses too."


class ModelNotNamed(BadTraining):
    message = "Write the name of each model that was trained."


@dataclass(eq=False)
class NotYourDelivery(BadTraining):
    model: str
    message = "{model}: there is no such delivery among those handed over to you."


@dataclass(eq=False)
class NotForTraining(BadTraining):
    reference: str
    message = (
        "{reference} was not handed over for the training that you ticked. If it was trained on,"
        " record a breach."
    )


@dataclass(eq=False)
class CutOffTooEarly(BadTraining):
    reference: str
    on: date
    message = (
        "{reference} was handed over on {on:%-d %b %Y}: nothing of it can have gone in before."
    )


@dataclass(eq=False)
class CutOffTooLate(BadTraining):
    to_on: date
    message = (
        "This report is about the time until {to_on:%-d %b %Y}. What went in later is for the next."
    )


@dataclass(eq=False)
class NamedTwice(BadTraining):
    model: str
    reference: str
    message = "{model} is named twice for {reference}. One line says it."
