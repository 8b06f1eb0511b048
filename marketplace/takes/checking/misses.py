"""What the machine can miss in a file: a closed list, each with what to do about it.

Written for whoever recorded it, before any human has heard it. Nothing here is about a person.
"""

from dataclasses import dataclass
from enum import StrEnum


class Miss(StrEnum):
    UNREADABLE = "unreadable"
    TRUNCATED = "truncated"
    DAMAGED = "damaged"
    NO_SOUND = "no_sound"
    NO_PICTURE = "no_picture"
    PICTURE_UNASKED = "picture_unasked"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    SAMPLE_RATE = "sample_rate"
    CHANNELS = "channels"
    HEIGHT = "height"
    FRAME_RATE = "frame_rate"
    SILENT = "silent"
    TOO_QUIET = "too_quiet"
    TOO_LOUD = "too_loud"
    CLIPPED = "clipped"
    NOISY = "noisy"
    DRIFTED = "drifted"


MENDING: dict[Miss, str] = {
    Miss.UNREADABLE: "We could not read this file. Export it again as WAV, FLAC, WebM or MP4, "
    "play it once on your own device, then send that one.",
    Miss.TRUNCATED: "The file ends early: {found} are here of {wanted}. "
    "It was cut off while it was saved or copied. Send the whole file again.",
    Miss.DAMAGED: "Parts of the file are damaged and cannot be played. "
    "Export it again from your recording program and send that file.",
    Miss.NO_SOUND: "There is no sound in this file. Check that your microphone is chosen in the "
    "recorder and not muted, then record again.",
    Miss.NO_PICTURE: "There is no picture in this file, and this scene is filmed. "
    "Check that the camera is chosen in the recorder, then record again.",
    Miss.PICTURE_UNASKED: "Only sound is asked for, and this file has a picture of you. "
    "Export the sound alone and send that. The picture is not needed.",
    Miss.TOO_SHORT: "It lasts {found}. The brief asks for at least {wanted}. "
    "Play the whole scene in one take.",
    Miss.TOO_LONG: "It lasts {found}. The brief asks for at most {wanted}. "
    "Cut what comes before and after the scene, or play it more closely.",
    Miss.SAMPLE_RATE: "It was recorded at {found}. {wanted} is asked for. Set the recorder to "
    "{wanted} and record again: converting the file afterwards does not bring back what is "
    "missing.",
    Miss.CHANNELS: "It has {found}; {wanted} is asked for. "
    "Set the recorder to that, or export the file again with it.",
    Miss.HEIGHT: "The picture is {found} high. At least {wanted} is asked for. "
    "Choose a higher quality in the camera's settings and record again.",
    Miss.FRAME_RATE: "The picture has {found} a second. At least {wanted} are asked for. "
    "More light, or closing other programs, helps the camera to keep up.",
    Miss.SILENT: "Hardly anything is heard in it. Check that the right microphone was chosen and "
    "not muted, say a few words as a test, then record again.",
    Miss.TOO_QUIET: "It is very quiet: {found}, and at least {wanted} is needed. "
    "Turn the input level up or move closer to the microphone.",
    Miss.TOO_LOUD: "Its peaks go over the limit: {found}, and at most {wanted} can be played "
    "without distortion. Turn the input level down a little or move back from the microphone.",
    Miss.CLIPPED: "The sound is distorted in {found} because the level was too high. "
    "Turn the input level down, then record again: it cannot be repaired afterwards.",
    Miss.NOISY: "There is much noise behind the voice: {found} between them, and at least "
    "{wanted} is needed. Close windows, switch off fans, move closer to the microphone.",
    Miss.DRIFTED: "It runs apart from the other tracks of this take by {found}; at most {wanted} "
    "can be laid side by side. Do not change the speed of the file, and export it at the sample "
    "rate that it was recorded at.",
}


@dataclass(frozen=True, slots=True)
class Missed:
    miss: Miss
    found: str = ""
    wanted: str = ""

    @property
    def sentence(self) -> str:
        return MENDING[self.miss].format(found=self.found, wanted=self.wanted)

    def as_json(self) -> dict[str, str]:
        return {"code": self.miss.value, "found": self.found, "wanted": self.wanted}

    @classmethod
    def read(cls, said: dict[str, str]) -> "Missed":
        return cls(Miss(said["code"]), said["found"], said["wanted"])
