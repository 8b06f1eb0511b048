"""Why a take cannot be begun, received or judged."""

from dataclasses import dataclass

from foundation.errors import Conflict, NotFound


class TakeNotFound(NotFound):
    message = "We could not find this take."


class NobodyPlays(Conflict):
    message = "Nobody has checked in to this booking yet, so there is nothing to record."


class NothingSigned(Conflict):
    message = "The contract that allows this recording is not signed. Nothing was kept."


class TrackIsThere(Conflict):
    message = "This track is already here and fit. It is not replaced."


class SameFileAgain(Conflict):
    message = "This very file is already here. Choose the recording of this take."


@dataclass(eq=False)
class TakeNotInThatState(Conflict):
    said: str
    message = "This take {said}. Nothing was changed."


class TooManyTakes(Conflict):
    message = "So many takes of one booking are more than its budget can pay."
