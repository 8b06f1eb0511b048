"""Which files a take becomes, what each is called and what it is made of: nothing is read here."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

import rfc8785

from marketplace.deliveries.building.contents import PartIn, Source, TakeContents
from marketplace.deliveries.building.gathering import MIX
from marketplace.deliveries.building.labelling import labels
from marketplace.deliveries.building.models import FileKind
from marketplace.deliveries.choosing.form import Audio, Form, LabelKind, Layout
from marketplace.takes.checking import webvtt
from marketplace.takes.checking.webvtt import Cue

_SUFFIXES = {
    "audio/wav": "wav",
    "audio/x-wav": "wav",
    "audio/flac": "flac",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/ogg": "ogg",
    "audio/webm": "weba",
    "video/webm": "webm",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "video/x-matroska": "mkv",
}
NORMALISED_SOUND, NORMALISED_FILM = "audio/flac", "video/x-matroska"
JSON, VTT = "application/json", "text/vtt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """One file, or one member of a shard. Made of a source, or of what is said here already."""

    name: str
    """Its path, or its name in the shard."""
    kind: FileKind
    media_type: str
    take_id: UUID
    recordings: tuple[UUID, ...]
    performers: tuple[str, ...]
    body: bytes = b""
    source: Source | None = None
    original: str | None = None
    """The hash of what came in; None of what was made of several, or is none of it."""
    is_normalised: bool = False

    @property
    def size_bytes(self) -> int:
        """As far as it is known before it is made."""
        return self.source.size_bytes if self.source else len(self.body)

    @property
    def is_as_kept(self) -> bool:
        """Not a bit of it is changed."""
        return self.source is not None and not self.is_normalised

    def recipe(self, credential: str) -> str:
        """`credential`: the hash of what is signed into it, or empty."""
        made_of = self.source.sha256 if self.source else hashlib.sha256(self.body).hexdigest()
        return recipe(self.name, made_of, str(self.is_normalised), credential)


def recipe(*parts: str) -> str:
    """Of all that makes something what it is; the same again gives the same."""
    return hashlib.sha256(rfc8785.dumps(list(parts))).hexdigest()


def outputs_of(take: TakeContents, form: Form) -> list[Output]:
    """By name, as they follow each other in a shard."""
    named = _in_folders if form.layout is Layout.FOLDERS else _in_shards
    found = []
    for part in _wanted(take, form):
        found += _of_part(take, [part], part.source, named(take, part.name), form)
    if take.mix is not None:
        found += _of_part(take, take.parts, take.mix, named(take, MIX), form)
    return sorted(found, key=lambda each: each.name)


def _wanted(take: TakeContents, form: Form) -> Sequence[PartIn]:
    """Of one who plays alone the track is all of the take."""
    return take.parts if form.tracks or len(take.parts) == 1 else ()


def _in_folders(take: TakeContents, part: str) -> str:
    return f"media/{take.split}/{take.name}/{part}"


def _in_shards(take: TakeContents, part: str) -> str:
    """Everything up to the first dot is what a loader takes for one example."""
    return f"{take.name}.{part}"


def _of_part(
    take: TakeContents, parts: Sequence[PartIn], source: Source, stem: str, form: Form
) -> Iterator[Output]:
    about = {
        "take_id": take.take_id,
        "recordings": tuple(each.recording_id for each in parts),
        "performers": tuple(each.performer for each in parts),
    }
    is_normalised = form.audio is Audio.NORMALISED
    media_type = _normalised(source) if is_normalised else source.media_type
    yield Output(
        name=f"{stem}.{_SUFFIXES.get(media_type, 'bin')}",
        kind=FileKind.MEDIA,
        media_type=media_type,
        source=source,
        original=parts[0].original if len(parts) == 1 else None,
        is_normalised=is_normalised,
        **about,
    )
    if kinds := [each for each in form.labels if each is not LabelKind.TRANSCRIPTS]:
        body = labels(take, parts, kinds)
        yield Output(name=f"{stem}.json", kind=FileKind.LABELS, media_type=JSON, body=body, **about)
    if LabelKind.TRANSCRIPTS in form.labels and (body := _transcript(parts)):
        yield Output(
            name=f"{stem}.vtt", kind=FileKind.TRANSCRIPT, media_type=VTT, body=body, **about
        )


def _normalised(source: Source) -> str:
    return NORMALISED_FILM if source.media_type.startswith("video/") else NORMALISED_SOUND


def _transcript(parts: Sequence[PartIn]) -> bytes:
    """Whose line it is, is said by the part. Each part's times are those of its own track, so
    that a transcript is laid beside tracks and never beside a mix."""
    if len(parts) > 1:
        return b""
    (part,) = parts
    cues = [Cue(each.begins_ms, each.ends_ms, each.text, part.name) for each in part.cues]
    return webvtt.write(cues).encode() if cues else b""
