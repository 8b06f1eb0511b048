"""A quick look into a file that was sent, in a process of its own, before anything is registered.

`python -m marketplace.takes.arriving.looking FILE` says in JSON why it is no track, or nothing. Its
packets are counted, and only the first are decoded: what it sounds like is the check's to say.
"""

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
from av import AudioStream, VideoStream
from av.container import InputContainer
from av.error import FFmpegError
from av.video.stream import VideoStream as Film

from foundation.apart import give_up
from marketplace.takes.arriving.seen import Seen, WhyNot

MEMORY_BYTES = 1 << 30
CPU_S = 20
LOOKED_FOR_S = 8.0
"""Of a film of hours; what was not reached by then the check reads."""
LONGEST_S = 6 * 3_600
WIDEST = 8_192
_DECODED = 20
"""Packets: one that a decoder takes shows that the rest is worth reading."""
_SLACK_S = 1.0
_SLACK_BYTES = 16
_UNSAID = (8, 0xFFFFFFFF + 8)
_ONLY_FILES = {"protocol_whitelist": "file"}
Wanted = AudioStream | VideoStream


def look(path: Path) -> Seen:
    try:
        with av.open(str(path), options=_ONLY_FILES) as container:
            return _whole(path, _looked(container))
    except (FFmpegError, MemoryError, ValueError):
        return Seen(why_not=WhyNot.UNREADABLE)


def _looked(container: InputContainer) -> Seen:
    audio = next(iter(container.streams.audio), None)
    film = next((each for each in container.streams.video if not _is_cover(each)), None)
    wanted: list[Wanted] = [each for each in (audio, film) if each is not None]
    if not wanted:
        return Seen(why_not=WhyNot.UNREADABLE)
    if film is not None and max(film.codec_context.width, film.codec_context.height) > WIDEST:
        return Seen(why_not=WhyNot.TOO_MUCH)
    lasted = container.duration / av.time_base if container.duration else None
    if lasted is not None and lasted > LONGEST_S:
        return Seen(why_not=WhyNot.TOO_MUCH)
    return _read(container, wanted, lasted, has_picture=film is not None)


def _whole(path: Path, seen: Seen) -> Seen:
    """Of a WAV the decoder believes the file's length and not what its head says, so that one cut
    between two pieces would look whole. A recorder that was still writing said nothing, or -1."""
    with path.open("rb") as file:
        head, here = file.read(8), path.stat().st_size
    said = int.from_bytes(head[4:8], "little") + 8
    if seen.why_not or head[:4] != b"RIFF" or said in _UNSAID or said - here < _SLACK_BYTES:
        return seen
    return Seen(why_not=WhyNot.ENDS_EARLY, here=here / said)


def _is_cover(stream: Film) -> bool:
    """A picture that goes with a song is no film."""
    return bool(stream.disposition & av.stream.Disposition.attached_pic)


def _read(
    container: InputContainer, wanted: list[Wanted], lasted: float | None, *, has_picture: bool
) -> Seen:
    here, decoded, is_whole = 0.0, 0, True
    until = time.monotonic() + LOOKED_FOR_S
    is_riff = container.format.name == "wav"
    for number, packet in enumerate(_packets(container, wanted)):
        if number < _DECODED:
            decoded += _decoded(packet)
        is_whole = not packet.is_corrupt
        here = max(here, _ends(packet))
        if here > LONGEST_S:
            return Seen(why_not=WhyNot.TOO_MUCH)
        if time.monotonic() > until:
            return Seen(has_picture=has_picture)
    if not decoded:
        return Seen(why_not=WhyNot.UNREADABLE)
    if lasted is not None and here < lasted - _SLACK_S:
        return Seen(why_not=WhyNot.ENDS_EARLY, here=here / lasted)
    if not is_whole and not is_riff:
        return Seen(why_not=WhyNot.ENDS_EARLY)
    return Seen(has_picture=has_picture)


def _packets(container: InputContainer, wanted: list[Wanted]) -> Iterator[Any]:
    """Where the file breaks, it ends: how early shows in what was read."""
    try:
        for packet in container.demux(wanted):
            if packet.size:
                yield packet
    except FFmpegError:
        return


def _decoded(packet: Any) -> int:
    try:
        return len(packet.decode())
    except FFmpegError:
        return 0


def _ends(packet: Any) -> float:
    """By its own clock, from the beginning of its stream."""
    if packet.pts is None:
        return 0.0
    begins = packet.pts - (packet.stream.start_time or 0)
    return float((begins + (packet.duration or 0)) * packet.time_base)


if __name__ == "__main__":
    give_up(memory_bytes=MEMORY_BYTES, cpu_s=CPU_S)
    sys.stdout.write(json.dumps(look(Path(sys.argv[1])).as_json()))
