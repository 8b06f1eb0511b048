"""Why a take is not begun, and why a file is not a track."""

from dataclasses import dataclass

from foundation.errors import Conflict, DomainError


class NotTimeToPlay(Conflict):
    message = "Takes are begun while a booking is on, by those who have checked in."


class TooManyStopped(Conflict):
    message = (
        "As many takes of this booking were stopped as were asked for. Whoever arranged it begins "
        "the next."
    )


class SomethingIsHere(Conflict):
    message = "Something of this take is here already, so it is not called off."


class NoFile(DomainError):
    message = "Choose the file of your track, or record it here."


class NoTrack(DomainError):
    message = "A track is sound or video: MP4, WebM, MP3, WAV, FLAC or Ogg. Nothing was kept."


class EmptyTrack(DomainError):
    message = "This file is empty. Nothing was kept."


class CannotBeOpened(DomainError):
    message = (
        "This file cannot be opened. Play it once on your own device, export it again as WAV, "
        "FLAC, WebM or MP4, and send that one. Nothing was kept."
    )


class UnfoldsTooFar(DomainError):
    message = (
        "This file unfolds to far more than a take can be: hours of sound, or a picture larger "
        "than any screen. Export the take alone and send that. Nothing was kept."
    )


@dataclass(eq=False)
class EndsEarly(DomainError):
    here: str
    """What of it is, in words that follow; nothing where the file does not say how long it is."""
    message = (
        "This file ends early{here}. It was cut off while it was saved or copied: send the whole "
        "file again. Nothing was kept."
    )
