"""In which form the files of a dataset are wanted, with one spelling."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import rfc8785
from cattrs.preconf.json import make_converter

_CONVERTER = make_converter()


class Layout(StrEnum):
    FOLDERS = "folders"
    WEBDATASET = "webdataset"


class Audio(StrEnum):
    DELIVERED = "delivered"
    """As the performers' files came in, but for what those say of who made them and where."""
    NORMALISED = "normalised"


class LabelKind(StrEnum):
    BEATS = "beats"
    PORTRAYED = "portrayed"
    PERCEIVED = "perceived"
    FELT = "felt"
    RUBRIC = "rubric"
    TURNS = "turns"
    TRANSCRIPTS = "transcripts"
    AGREEMENT = "agreement"


class Split(StrEnum):
    TRAIN = "train"
    VALIDATION = "validation"
    TEST = "test"


_PLAIN = tuple(each for each in LabelKind if each is not LabelKind.FELT)
"""What a performer felt is asked for by name, since only some let it go."""
MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """An index goes with every layout."""

    layout: Layout = Layout.FOLDERS
    audio: Audio = Audio.DELIVERED
    tracks: bool = True
    """Each performer apart."""
    mixed: bool = False
    """All of a take in one file."""
    labels: tuple[LabelKind, ...] = _PLAIN
    splits: Mapping[Split, int] = field(default_factory=lambda: {Split.TRAIN: 100})
    """In hundredths, which make a hundred; a performer is in one of them alone."""
    seed: int = 0
    shard_bytes: int = 256 * MEBIBYTE

    @property
    def asked_splits(self) -> Sequence[Split]:
        return [each for each in Split if self.splits.get(each)]

    def canonical(self) -> bytes:
        return rfc8785.dumps(_CONVERTER.unstructure(self))

    @classmethod
    def read(cls, canonical: bytes) -> "Form":
        return _CONVERTER.loads(canonical, cls)
