"""WebVTT in and out: cues with times and, where it is said, whose voice. Anything else is refused.

https://www.w3.org/TR/webvtt1/. Styles, regions and positions are not taken: a transcript says
what is heard and when.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foundation.errors import DomainError

MOST_CHARACTERS = 2_000_000
"""Two hours of the quickest speaker there is."""
_TIME = r"(?:(\d{2,6}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}[ \t]*")
_LONGEST_NAME = 80
_LONGEST_ESCAPE = 6
_VOICE = re.compile(rf"<v ([^<>\n]{{1,{_LONGEST_NAME * _LONGEST_ESCAPE}}})>([^<>]*?)(?:</v>)?")
_ESCAPES = (("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", "\u00a0"), ("&amp;", "&"))


@dataclass(eq=False)
class NotWebVtt(DomainError):
    line: int
    what: str
    message = "Line {line} of the transcript: {what}"


@dataclass(frozen=True, slots=True)
class Cue:
    begins_ms: int
    ends_ms: int
    text: str
    voice: str = ""


def read(text: str) -> list[Cue]:
    """In order of time. Raises at the first line that is not what the format says."""
    if len(text) > MOST_CHARACTERS:
        raise NotWebVtt(1, "It is longer than any take.")
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not re.fullmatch(r"WEBVTT([ \t].*)?", lines[0]):
        raise NotWebVtt(1, "It has to begin with WEBVTT.")
    found: list[Cue] = []
    for number, block in _blocks(lines):
        if number == 1 or block[0].split(" ")[0] == "NOTE":
            continue
        cue = _cue(number, block)
        if found and cue.begins_ms < found[-1].begins_ms:
            raise NotWebVtt(number, "It begins before the one above it.")
        found.append(cue)
    return found


def write(cues: Sequence[Cue]) -> str:
    """What `read` reads again, to the letter."""
    return "\n\n".join(["WEBVTT", *(_written(cue) for cue in cues)]) + "\n"


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Each with the number of its first line."""
    block: list[str] = []
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _cue(number: int, block: list[str]) -> Cue:
    at = 0 if "-->" in block[0] else 1
    timing = _TIMING.fullmatch(block[at]) if at < len(block) else None
    if timing is None:
        raise NotWebVtt(number + at, "A time such as 00:01.000 --> 00:02.500 is expected here.")
    begins, ends = _ms(*timing.groups()[:4]), _ms(*timing.groups()[4:])
    if ends <= begins:
        raise NotWebVtt(number + at, "It has to end after it begins.")
    said = "\n".join(block[at + 1 :])
    voiced = _VOICE.fullmatch(said)
    voice, said = (voiced[1], voiced[2]) if voiced else ("", said)
    if "<" in said or "-->" in said:
        raise NotWebVtt(number + at + 1, "Only a voice may stand in < and >, at the beginning.")
    if len(_plain(voice)) > _LONGEST_NAME:
        raise NotWebVtt(number + at + 1, f"A name has at most {_LONGEST_NAME} letters.")
    return Cue(begins, ends, _plain(said), _plain(voice))


def _ms(hours: str | None, minutes: str, seconds: str, thousandths: str) -> int:
    whole = int(hours or 0) * 3_600 + int(minutes) * 60 + int(seconds)
    return whole * 1_000 + int(thousandths)


def _plain(text: str) -> str:
    for escaped, plain in _ESCAPES:
        text = text.replace(escaped, plain)
    return text


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _written(cue: Cue) -> str:
    lines = "\n".join(line for line in _escaped(cue.text).split("\n") if line.strip())
    said = f"<v {_escaped(cue.voice)}>{lines}" if cue.voice else lines
    return f"{clock(cue.begins_ms)} --> {clock(cue.ends_ms)}\n{said}"


def clock(ms: int) -> str:
    seconds, thousandths = divmod(ms, 1_000)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}.{thousandths:03}"
