"""What is said of takes on pages: their state, what is expected, and what happened."""

from datetime import datetime

from foundation.clock import now
from marketplace.takes.models import Take, TakeState, TakeStep, Track, TrackState

BADGES: dict[TakeState, tuple[str, str]] = {
    TakeState.COMING_IN: ("Coming in", "warn"),
    TakeState.TO_JUDGE: ("To be judged", "info"),
    TakeState.RETAKE: ("To be played again", "warn"),
    TakeState.ACCEPTED: ("Accepted", "ok"),
    TakeState.REJECTED: ("Rejected", "stop"),
    TakeState.APPEALED: ("Appealed", "info"),
    TakeState.STOPPED: ("Stopped", "stop"),
    TakeState.CALLED_OFF: ("Called off", ""),
}
TRACKS: dict[TrackState, tuple[str, str]] = {
    TrackState.AWAITED: ("Not here yet", "warn"),
    TrackState.CHECKING: ("Being checked", "info"),
    TrackState.FIT: ("Here and fit", "ok"),
    TrackState.MISSED: ("To be mended", "stop"),
}
OWN: dict[TrackState, str] = {
    TrackState.AWAITED: "Send your track.",
    TrackState.CHECKING: "Nothing is expected of you: the machine looks at your track.",
    TrackState.FIT: "Your track is here and fit. Nothing is expected of you.",
    TrackState.MISSED: "Your track has to be mended or played again. Send it once more.",
}
_EXPECTED: dict[TakeState, str] = {
    TakeState.COMING_IN: "It is complete once all tracks are here and fit.",
    TakeState.TO_JUDGE: "The client judges it. If nobody has by then, it is accepted by itself:",
    TakeState.RETAKE: "It was to be played again, and was, in a take of its own.",
    TakeState.ACCEPTED: "It is accepted, and its pay is earned.",
    TakeState.REJECTED: "It is rejected.",
    TakeState.APPEALED: "Somebody else looks at it again. If nobody answers, it is accepted:",
    TakeState.STOPPED: "It was stopped for safety. Its pay is earned, and nothing of it is used.",
    TakeState.CALLED_OFF: "It is called off. Nothing is expected of anybody.",
}
_PLAY_AGAIN = (
    "It is to be played again, in a take of its own. If that does not come, it is accepted:"
)
_NEVER_CAME = ("Never came", "")
ACTS = {
    "begun": "Begun",
    "came_in": "A track came in",
    "missed": "The machine found something to mend",
    "complete": "Complete: every track is here and fit",
    "accepted": "Accepted",
    "rejected": "Rejected",
    "stopped": "Stopped",
    "called_off": "Called off",
    "checked": "Checked by machine, and fit",
    "retake_asked": "To be played again",
    "let_go": "Let go: the retake took its place",
    "upheld": "The rejection stands",
    "marked": "A span is withheld",
    "transcribed": "A transcript was written",
    "not_completed": "Ended, because not every track came in. Whoever sent theirs is paid",
    "reminded_72": "Reminded: a track is missing, and three days are left",
    "reminded_24": "Reminded: a track is missing, and one day is left",
}


def act(step: TakeStep) -> str:
    """What the machine found is said on the page of its performer."""
    name = "missed" if step.act == "checked" and step.details.get("missed") else step.act
    return ACTS.get(name, name.replace("_", " ").capitalize())


def expected(take: Take, answer_by: datetime | None) -> tuple[str, datetime | None]:
    """What is expected of whom, and by when."""
    if take.state is TakeState.RETAKE and take.judge_by:
        return _PLAY_AGAIN, take.judge_by
    if take.state is TakeState.REJECTED and take.appeal_by and take.appeal_by > now():
        return "It is rejected. It can be appealed until", take.appeal_by
    by = {TakeState.TO_JUDGE: take.judge_by, TakeState.APPEALED: answer_by}
    return _EXPECTED[take.state], by.get(take.state)


def track(take: Take, one: Track) -> tuple[str, str]:
    """Its badge. What did not come in time is not waited for any more."""
    if one.state is TrackState.AWAITED and take.state is not TakeState.COMING_IN:
        return _NEVER_CAME
    return TRACKS[one.state]
