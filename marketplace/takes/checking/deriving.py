"""What is made of an original for people to work with; the original itself is never touched."""

from pathlib import Path

import av
from av.error import FFmpegError

from marketplace.takes.checking.measuring import measure
from marketplace.takes.checking.names import POSTER, PREVIEW, REMUX
from marketplace.takes.checking.preview import make_preview

_IN_WEBM = {"vp8", "vp9", "av1", "opus", "vorbis"}


def derive(source: Path, folder: Path) -> list[str]:
    """The names of the files it made. What of the original is broken ends where it breaks."""
    made = [PREVIEW]
    make_preview(source, folder / PREVIEW)
    poster = measure(source)[1]
    if poster:
        (folder / POSTER).write_bytes(poster)
        made.append(POSTER)
    remuxed = _remux(source, folder)
    return [*made, remuxed] if remuxed else made


def _remux(source: Path, folder: Path) -> str | None:
    """The same packets in a file that knows how long it is and can be searched: a browser writes
    neither. What knows it anyway needs none."""
    with av.open(str(source)) as given:
        suffix = _suffix(given.format.name, {each.codec_context.name for each in _of(given)})
        if suffix is None:
            return None
        name = f"{REMUX}.{suffix}"
        options = {"movflags": "+faststart"} if suffix == "mp4" else {"cues_to_front": "1"}
        try:
            with av.open(str(folder / name), "w", options=options) as made:
                _copy(given, made)
        except FFmpegError:
            (folder / name).unlink(missing_ok=True)
            return None
    return name


def _of(given: av.container.InputContainer) -> list[av.AudioStream | av.VideoStream]:
    return [*given.streams.audio[:1], *given.streams.video[:1]]


def _suffix(container: str, codecs: set[str]) -> str | None:
    if "mp4" in container:
        return "mp4"
    if "matroska" in container or "webm" in container:
        written = {each.removeprefix("lib").replace("vpx-", "") for each in codecs}
        return "webm" if written <= _IN_WEBM else "mkv"
    return None


def _copy(given: av.container.InputContainer, made: av.container.OutputContainer) -> None:
    into = {each.index: made.add_stream_from_template(each) for each in _of(given)}
    for packet in given.demux(_of(given)):
        if packet.dts is not None:
            packet.stream = into[packet.stream.index]
            made.mux(packet)
