"""What cannot be done with a recording's files, in a sentence for who asked."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from foundation.errors import Conflict, DomainError, NotFound


class RecordingNotFound(NotFound):
    message = "There is no such recording."


class HoldNotFound(NotFound):
    message = "There is no such hold."


class MediaGone(NotFound):
    message = "The files of this recording were destroyed."


class PreviewNotReady(Conflict):
    message = (
        "This take is not accepted yet, and its watermarked preview is still being made. Until then"
        " it cannot be opened."
    )


class CopyNotReady(Conflict):
    message = (
        "The copy that you may play is still being made: a part was withheld, or all tracks are"
        " being laid together. Try again in a few minutes."
    )


class NothingToShow(NotFound):
    message = "There is no picture of this recording."


@dataclass(eq=False)
class MayNotBeOpened(DomainError):
    reasons: str
    message: ClassVar[str] = "This recording may not be opened: {reasons}."


@dataclass(eq=False)
class BadRange(DomainError):
    size_bytes: int
    message: ClassVar[str] = "Ask for one part of the file at a time, from a byte that it has."


class DestructionBegan(Conflict):
    message = "The destruction of these files has begun. Nothing can be added or held back."


class HoldAlreadyLifted(Conflict):
    message = "This hold was lifted already."


@dataclass(eq=False)
class HoldTooLong(DomainError):
    latest: date
    message: ClassVar[str] = (
        "A hold ends on a day that is still to come, and no later than {latest:%-d %b %Y}. It can"
        " be placed again."
    )


@dataclass(eq=False)
class HoldUnnamed(DomainError):
    field: str
    message: ClassVar[str] = "Say what the hold is called, and why the law needs it."


class ViewingEnded(Conflict):
    title = "Open it again"
    message = "This was opened a while ago. Open the recording again: that is asked each time."


class ReasonMissing(DomainError):
    message = "Choose why you open it."
