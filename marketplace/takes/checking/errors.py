"""Why a span cannot be marked, or a transcript not be taken."""

from dataclasses import dataclass

from foundation.errors import Conflict, DomainError, NotFound


class SpanOutside(DomainError):
    message = "The span has to begin before it ends, and lie within the recording."


class SpanOverlaps(Conflict):
    message = "Part of this span is marked so already. Mark what is not, before or after it."


class NotToMark(Conflict):
    message = "This track is not here and fit yet. Spans are marked in what will be judged."


@dataclass(eq=False)
class CutTooLate(Conflict):
    hours: int
    message = "A span can be cut for {hours} hours after the take is complete. That time is over."


class NoTranscript(DomainError):
    message = "Choose a .vtt file, or write the transcript into the field."


class TranscriptNotText(DomainError):
    message = (
        "This file is no plain text in UTF-8. Save the transcript as WebVTT in UTF-8, then send"
        " that file."
    )


class TranscriptSaysNothing(DomainError):
    message = "Nothing is said in it. Write at least one line, with when it begins and ends."


@dataclass(eq=False)
class LineOutside(DomainError):
    ends: str
    lasts: str
    message = "A line ends at {ends}, and the recording lasts {lasts}. Is it another take's?"


@dataclass(eq=False)
class SameTranscript(Conflict):
    number: int
    message = "It says the same as version {number}. Nothing was changed."


class NotToTranscribe(Conflict):
    message = "This track is not here and fit yet. It is written down once it is."


class WithheldText(DomainError):
    message = (
        "You see this transcript without what is withheld, so a new version of yours would lose"
        " it. Its performer can write one."
    )


class TranscriptNotFound(NotFound):
    message = "There is no such version of this transcript."
