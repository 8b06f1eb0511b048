"""What a take's state is called, to everybody alike."""

from marketplace.takes.models import TakeState, TrackState

SAID: dict[TakeState, str] = {
    TakeState.COMING_IN: "is still coming in",
    TakeState.TO_JUDGE: "waits to be judged",
    TakeState.RETAKE: "is to be played again",
    TakeState.ACCEPTED: "is accepted",
    TakeState.REJECTED: "is rejected",
    TakeState.APPEALED: "is appealed",
    TakeState.STOPPED: "was stopped",
    TakeState.CALLED_OFF: "was called off",
}
TRACK_SAID: dict[TrackState, str] = {
    TrackState.AWAITED: "not here yet",
    TrackState.CHECKING: "being checked by machine",
    TrackState.FIT: "here and fit",
    TrackState.MISSED: "to be mended or played again",
}
