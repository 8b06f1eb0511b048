"""All that is told of one delivery, as one frozen value: whoever builds it fills this in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from consent.holders.purposes import Stated
from consent.ledger.explaining.words import Use
from consent.projections.answers import Answers


class Kind(StrEnum):
    """Of a file, as the manifest says it."""

    MEDIA = "media"
    LABELS = "labels"
    TRANSCRIPT = "transcript"
    INDEX = "index"
    SHARD = "shard"
    DESCRIBING = "describing"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """One file that describes the delivery, ready to be put into it."""

    path: str
    media_type: str
    body: bytes
    kind: Kind = Kind.DESCRIBING


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """Who runs this installation and hands the delivery over."""

    name: str
    url: str
    address: str = ""
    mail: str = ""
    regions: tuple[str, ...] = ()
    """Where the media were kept and worked on before; as ISO 3166 codes or `EU`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    id: UUID
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One performer's grant for one recording, as a record and receipt of ISO/IEC TS 27560."""

    grant: UUID
    """The record's id."""
    receipt: UUID
    """Of the event that it stands on today."""
    thread: str
    """Where the ledger's entries about it are; it names nobody."""
    record_url: str
    """For whoever may read it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """One recording: who performs in it and what they allow on the day that this was made."""

    id: UUID
    performer: str
    """The client's own pseudonym for them."""
    recorded_on: date
    status_url: str
    """Public: today's answer, whenever it is asked."""
    answers: Answers
    consents: tuple[Consent, ...]

    def until(self, use: Use) -> date | None:
        return self.answers[use].until


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """What one beat of a take was to show, and what was seen. Words as the labels have them."""

    portrayed: str
    perceived: tuple[str, ...] = ()
    felt: str | None = None
    """Only of whoever opted in, and only where the grant and the purpose allow it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeIn:
    id: UUID
    split: str
    language: str
    medium: str
    """`audio` or `video`."""
    seconds: float
    """Of what is inside, without withheld spans."""
    recordings: tuple[UUID, ...]
    beats: tuple[Beat, ...] = ()
    styles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file inside a shard."""

    name: str
    sha256: str
    bytes: int
    media_type: str
    take: UUID | None = None
    recordings: tuple[UUID, ...] = ()
    performers: tuple[str, ...] = ()
    original: str | None = None
    credential: str | None = None
    """`embedded`, or `sidecar:NAME` of the member that has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileIn:
    """As the manifest has it. What describes the delivery is not among these."""

    path: str
    sha256: str
    bytes: int
    media_type: str
    kind: Kind
    split: str | None = None
    take: UUID | None = None
    recordings: tuple[UUID, ...] = ()
    performers: tuple[str, ...] = ()
    original: str | None = None
    credential: str | None = None
    """`embedded` or `sidecar:PATH`."""
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two who judged the same takes agree: Krippendorff's alpha."""

    of: str
    alpha: float | None
    """None where too few were judged twice, or nothing differs."""
    takes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    because: str
    """A sentence."""
    takes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Empty:
    """A split that was asked for and has nothing in it."""

    split: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    delivery: UUID
    reference: str
    dataset: Party
    """Its id and name."""
    version: int
    choice: str
    """The hash of what was asked for, `sha256:...`."""
    client: Party
    recipient: Party | None
    stated: Stated
    made_at: datetime
    issuer: Issuer
    page_url: str
    """Of this delivery, for the client's people and auditors."""
    licence_url: str
    licence_ends_on: date | None
    """As it was signed when this was built; an extension moves it."""
    layout: str
    """`folders` or `webdataset`."""
    audio: str
    """`delivered` or `normalised`."""
    files: Sequence[FileIn]
    takes: Sequence[TakeIn]
    recordings: Mapping[UUID, Recorded]
    agreements: Sequence[Agreement] = ()
    left_out: Sequence[LeftOut] = ()
    removed: int = 0
    """Files of the delivery that this one follows that are in it no more."""
    follows: str | None = None
    """Its reference."""
    labels: tuple[str, ...] = ()
    """Kinds of label that are inside, as the form names them."""
    empty_splits: Sequence[Empty] = ()
    checkpoint: bytes = b""
    """The ledger's signed note, on which the evidence stands."""

    def media(self) -> Iterator[tuple[str, FileIn | Member, FileIn]]:
        """Every media file by its path, where it is a member of a shard `SHARD/MEMBER`; the file
        or member; and the file that has it."""
        for each in sorted(self.files, key=lambda file: file.path):
            if each.kind is Kind.MEDIA:
                yield each.path, each, each
            for member in sorted(each.members, key=lambda part: part.name):
                if is_media(member.media_type):
                    yield f"{each.path}/{member.name}", member, each

    def recorded_between(self) -> tuple[date, date] | None:
        days = [each.recorded_on for each in self.recordings.values()]
        return (min(days), max(days)) if days else None


def is_media(media_type: str) -> bool:
    return media_type.partition("/")[0] in ("audio", "video")
