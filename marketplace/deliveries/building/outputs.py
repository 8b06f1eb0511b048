"""Which files a take becomes, what each is called and what it is made of: nothing is read here."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from marketplace.deliveries.building.contents import PartIn, Source, TakeContents
from marketplace.deliveries.building.gathering import MIX
from marketplace.deliveries.building.labelling import labels
from marketplace.deliveries.building.models import FileKind
from marketplace.deliveries.building.spelling import canonical
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
    parts: tuple[str, ...]
    """Of the take, which are in it."""
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

    def beside(self) -> "Output":
        """Its credential, where that stands beside it."""
        return replace(self, kind=FileKind.EVIDENCE, original=None)

    def recipe(self, credential: str) -> str:
        """`credential`: the hash of what is signed into it, or empty."""
        made_of = self.source.sha256 if self.source else hashlib.sha256(self.body).hexdigest()
        return recipe(self.name, made_of, str(self.is_normalised), credential)


def recipe(*parts: str) -> str:
    """Of all that makes something what it is; the same again gives the same."""
    return hashlib.sha256(canonical(list(parts))).hexdigest()


def outputs_of(take: TakeContents, form: Form) -> list[Output]:
    """By name, as they follow each other in a shard."""
    found = [
        each for media in media_of(take, form) for each in (media, *_beside(take, media, form))
    ]
    return sorted(found, key=lambda each: each.name)


def media_of(take: TakeContents, form: Form) -> Iterator[Output]:
    """Its tracks and its mix. Of one who plays alone the track is all of the take."""
    if form.tracks or len(take.parts) == 1:
        for part in take.parts:
            yield _media(take, [part], part.source, part.name, form)
    if take.mix is not None:
        yield _media(take, take.parts, take.mix, MIX, form)


def stem_of(name: str) -> str:
    return name.rpartition(".")[0]


def _in_folders(take: TakeContents, part: str) -> str:
    return f"media/{take.split}/{take.name}/{part}"


def _in_shards(take: TakeContents, part: str) -> str:
    """Everything up to the first dot is what a loader takes for one example."""
    return f"{take.name}.{part}"


def _media(
    take: TakeContents, parts: Sequence[PartIn], source: Source, called: str, form: Form
) -> Output:
    named = _in_folders if form.layout is Layout.FOLDERS else _in_shards
    is_normalised = form.audio is Audio.NORMALISED
    media_type = _normalised(source) if is_normalised else source.media_type
    return Output(
        name=f"{named(take, called)}.{_SUFFIXES.get(media_type, 'bin')}",
        kind=FileKind.MEDIA,
        media_type=media_type,
        take_id=take.take_id,
        parts=tuple(each.name for each in parts),
        recordings=tuple(each.recording_id for each in parts),
        performers=tuple(each.performer for each in parts),
        source=source,
        original=parts[0].original if len(parts) == 1 else None,
        is_normalised=is_normalised,
    )


def _beside(take: TakeContents, media: Output, form: Form) -> Iterator[Output]:
    """What is said of a media file, in files that are called as it is."""
    parts = [part for part in take.parts if part.name in media.parts]
    plain = replace(media, source=None, original=None, is_normalised=False)
    stem = stem_of(media.name)
    if kinds := [each for each in form.labels if each is not LabelKind.TRANSCRIPTS]:
        yield replace(
            plain,
            name=f"{stem}.json",
            kind=FileKind.LABELS,
            media_type=JSON,
            body=labels(take, parts, kinds),
        )
    if LabelKind.TRANSCRIPTS in form.labels and (body := _transcript(parts)):
        yield replace(
            plain, name=f"{stem}.vtt", kind=FileKind.TRANSCRIPT, media_type=VTT, body=body
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
