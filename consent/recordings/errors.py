"""Why a recording cannot be registered, or its take judged."""

from dataclasses import dataclass
from uuid import UUID

from foundation.errors import Conflict, DomainError, NotFound


@dataclass(eq=False)
class RecordingNotFound(NotFound):
    recording_id: UUID
    message = "There is no such recording."


@dataclass(eq=False)
class TakeNotFound(NotFound):
    take_id: UUID
    message = "There is no such take."


@dataclass(eq=False)
class NeverARecording(DomainError):
    recording_id: UUID
    message = "What recording {recording_id} would be is a reel: no consent can be about it."


@dataclass(eq=False)
class NobodySigned(DomainError):
    recording_id: UUID
    message = "Nobody signed for recording {recording_id}, so it cannot be kept."


@dataclass(eq=False)
class SignedForAnother(DomainError):
    recording_id: UUID
    message = "What was signed for recording {recording_id} was signed for another client."


@dataclass(eq=False)
class SignedTwice(DomainError):
    recording_id: UUID
    message = "One agreement is named twice for one performer of recording {recording_id}."


@dataclass(eq=False)
class RegisteredOtherwise(Conflict):
    recording_id: UUID
    message = "Recording {recording_id} is registered already, and differs from what was sent."


@dataclass(eq=False)
class SameFile(Conflict):
    message = "This file is registered for this client already, as another recording."


@dataclass(eq=False)
class JudgedOtherwise(Conflict):
    judged: str
    message = "This take was {judged} already."


class JudgedWhereItIsPriced(Conflict):
    message = "This take is judged on its own page, where it is priced too. Nothing was changed."


class NotThereAnyMore(Conflict):
    message = "None of these recordings is accepted and kept any more."
