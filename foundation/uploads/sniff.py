"""What a file is by its first bytes, held against what its sender says it is."""

from collections.abc import Callable
from dataclasses import dataclass

from foundation.errors import DomainError

UNSAID = ("", "application/octet-stream")


@dataclass(eq=False)
class NotWhatItSays(DomainError):
    declared: str
    message = "This file says it is {declared}, but it is not."


@dataclass(eq=False)
class KindNotTaken(DomainError):
    kinds: str
    message = "We do not take files of this kind. We take {kinds}."


@dataclass(frozen=True, slots=True)
class Kind:
    name: str
    media_types: tuple[str, ...]
    """The first is what it is called where the sender does not say."""
    begins: Callable[[bytes], bool]


def _wav(head: bytes) -> bool:
    return head[:4] in (b"RIFF", b"RF64", b"BW64") and head[8:12] == b"WAVE"


def _mp3(head: bytes) -> bool:
    if head.startswith(b"ID3"):
        return True
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:  # Frame mark, layer III.
        return False
    bit_rate, sample_rate = head[2] >> 4, head[2] >> 2 & 3
    return bit_rate not in (0, 15) and sample_rate != 3


def _mp4(head: bytes) -> bool:
    # Pictures (avif, heic) are built alike and differ in the brand.
    brands = (b"iso", b"mp4", b"avc", b"M4A", b"M4V", b"dash", b"cmf", b"f4v")
    return head[4:8] == b"ftyp" and head[8:12].startswith(brands)


def _webm(head: bytes) -> bool:
    return head.startswith(b"\x1a\x45\xdf\xa3") and b"\x42\x82\x84webm" in head[:64]


def _text(head: bytes) -> bool:
    try:
        # The head may end in the middle of a letter.
        text = head.decode() if len(head) < 4 else head[: _whole(head)].decode()
    except UnicodeDecodeError:
        return False
    return all(each.isprintable() or each in "\t\n\r\f\ufeff" for each in text)


def _whole(head: bytes) -> int:
    """Without the letter that the cut may have gone through."""
    for back in range(1, 4):
        first = head[-back]
        if first >= 0xC0:
            length = 2 if first < 0xE0 else 3 if first < 0xF0 else 4
            return len(head) - back if length > back else len(head)
        if first < 0x80:
            return len(head)
    return len(head)


def _starts(mark: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(mark)


KINDS = (
    Kind("WAV", ("audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave"), _wav),
    Kind("FLAC", ("audio/flac", "audio/x-flac"), _starts(b"fLaC")),
    Kind("MP3", ("audio/mpeg", "audio/mp3"), _mp3),
    Kind("MP4", ("video/mp4", "audio/mp4", "audio/x-m4a", "audio/m4a"), _mp4),
    Kind("WebM", ("video/webm", "audio/webm"), _webm),
    Kind("Ogg", ("audio/ogg", "video/ogg", "application/ogg", "audio/opus"), _starts(b"OggS")),
    Kind("PNG", ("image/png",), _starts(b"\x89PNG\r\n\x1a\n")),
    Kind("JPEG", ("image/jpeg", "image/jpg"), _starts(b"\xff\xd8\xff")),
    Kind("PDF", ("application/pdf",), _starts(b"%PDF-")),
    Kind("text", ("text/plain",), _text),
)


def kind_of(head: bytes) -> Kind | None:
    """By its first kilobytes. Says nothing of whether the rest can be read."""
    return next((kind for kind in KINDS if kind.begins(head)), None)


def checked_type(declared: str, head: bytes) -> str:
    """The media type to keep. A file in disguise is refused, and so is what we do not take."""
    said = declared.partition(";")[0].strip().lower()
    kind = kind_of(head)
    if said in UNSAID and kind is not None:
        return kind.media_types[0]
    if not any(said in known.media_types for known in KINDS):
        raise KindNotTaken(", ".join(kind.name for kind in KINDS))
    if kind is None or said not in kind.media_types:
        raise NotWhatItSays(said)
    return said
