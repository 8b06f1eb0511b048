"""Why a filing or a sub-processor cannot be kept."""

from dataclasses import dataclass
from uuid import UUID

from foundation.errors import Conflict, DomainError, NotFound


@dataclass(eq=False)
class FilingNotFound(NotFound):
    filing_id: UUID
    message = "There is no such document."


@dataclass(eq=False)
class SubProcessorNotFound(NotFound):
    sub_processor_id: UUID
    message = "There is no such sub-processor."


class VersionKeptMeanwhile(Conflict):
    message = "Somebody kept another version meanwhile. Look at it, then keep yours again."


class SubProcessorEnded(Conflict):
    message = "This sub-processor ended already."


class NothingToKeep(DomainError):
    message = "Write the text, or choose a file."


@dataclass(eq=False)
class UnfitFile(DomainError):
    reason: str
    message = "{reason}"


class NoSuchRegion(DomainError):
    message = "Write the region as a code, such as EU, DE or US."


class EndsBeforeItBegins(DomainError):
    message = "The last day is before the first."
